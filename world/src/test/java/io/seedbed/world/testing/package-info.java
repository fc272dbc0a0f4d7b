/** Worlds that tests share. */
package io.seedbed.world.testing;
