/** What truly happened, which exports show in part and the truth in whole. */
package io.seedbed.world.history;
