package io.seedbed.world.groups;

/**
 * A group of the shop and the people who live around it.
 *
 * @param first id of the first of these people
 * @param size how many there are; their ids follow each other
 * @param operator userid of the employee who owns it
 */
public record Group(int id, int first, int size, String chatId, String name, String operator) {}
