/** Random numbers by purpose and person, so that worlds can share them. */
package io.seedbed.world.random;
