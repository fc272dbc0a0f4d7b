package io.seedbed.world.chat;

/**
 * A row of the archive.
 *
 * @param day on which it was sent
 * @param millis when
 * @param key number that what happens to the row is drawn by
 */
public record Message(int day, long millis, String id, long key, String line) {}
