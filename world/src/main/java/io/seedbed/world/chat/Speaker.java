package io.seedbed.world.chat;

/**
 * Who says something.
 *
 * @param key number that their words are drawn by
 * @param userid as the archive has it
 * @param nick as others call them
 */
record Speaker(long key, Role role, String userid, String nick) {

  enum Role {
    CUSTOMER,
    OPERATOR,
    BOT
  }
}
