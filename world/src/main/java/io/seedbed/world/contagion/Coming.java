package io.seedbed.world.contagion;

/**
 * Somebody's coming to the shop.
 *
 * @param day the day, or never
 * @param lastSharer whose share was the last that it took, or nobody
 */
record Coming(int day, int lastSharer) {

  static final int NOBODY = -1;
}
