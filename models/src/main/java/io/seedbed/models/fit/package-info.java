/** Fits: driver algorithms over plain arrays and what they estimate. */
package io.seedbed.models.fit;
