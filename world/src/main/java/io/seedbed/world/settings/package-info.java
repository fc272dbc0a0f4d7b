/** What a shop is like: one record for each concern, read from {@code conf/world.conf}. */
package io.seedbed.world.settings;
