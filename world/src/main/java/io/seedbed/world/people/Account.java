package io.seedbed.world.people;

/**
 * A WeChat account of somebody.
 *
 * @param person id of whose it is
 * @param number 0 for the first, 1 for the second
 * @param phone number that orders of the account are placed with
 */
public record Account(
    int person,
    int number,
    String externalUserid,
    String unionid,
    String nick,
    String phone,
    String device) {}
