package io.seedbed.world.people;

/** A true change of somebody from a day on. */
public record Change(int day, Turn turn) {}
