package io.seedbed.world.trade;

/**
 * Money that went back.
 *
 * @param day when; may lie behind the last day
 * @param isAbuse whether somebody meant to cheat, which no export says
 */
public record Refund(int day, int second, long amountMinor, boolean isAbuse) {}
