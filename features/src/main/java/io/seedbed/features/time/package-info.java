/** Business days, run dates and windows: how instants become days, in one zone. */
package io.seedbed.features.time;
