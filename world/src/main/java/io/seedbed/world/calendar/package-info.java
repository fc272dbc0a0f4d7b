/** The days of the shop, their seasons and the times of a day. */
package io.seedbed.world.calendar;
