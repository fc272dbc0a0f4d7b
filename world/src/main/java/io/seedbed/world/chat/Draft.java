package io.seedbed.world.chat;

import io.seedbed.world.groups.Group;

/**
 * Something that will be said, before anybody knows what was said before it.
 *
 * @param number of this speaker's messages on the day
 */
record Draft(Group group, int day, int second, Speaker speaker, int number, Occasion occasion) {

  /** Why something is said. */
  enum Occasion {
    TALK,
    SHARE,
    BROADCAST,
    SUMMARY,
    RED_PACKET,
    REFUSAL
  }
}
