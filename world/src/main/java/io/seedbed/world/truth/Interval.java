package io.seedbed.world.truth;

/**
 * Days on which somebody was of a class.
 *
 * @param from the first
 * @param to the last, or the last day of the world
 * @param cause what made them so
 */
public record Interval(TrueClass trueClass, int from, int to, String cause) {}
