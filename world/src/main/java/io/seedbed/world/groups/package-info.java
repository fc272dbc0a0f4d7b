/** The groups of the shop, who is in them, and whom people know. */
package io.seedbed.world.groups;
