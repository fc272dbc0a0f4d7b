/** What is bought, and what goes back. */
package io.seedbed.world.trade;
