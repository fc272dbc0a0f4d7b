/** Who comes to the shop, when, and because of whom. */
package io.seedbed.world.contagion;
