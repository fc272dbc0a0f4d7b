package io.seedbed.world.random;

/**
 * What a random number is drawn for. Every purpose has numbers of its own, so that a world in which
 * one thing is taken away draws everything else as before.
 */
public enum Purpose {
  TRAITS,
  CHANGE,
  NAMES,
  IDS,
  PHONES,
  HOUSEHOLDS,
  ACCOUNTS,
  DEVICES,
  GROUP_SIZES,
  SECOND_GROUP,
  STAY,
  FRIENDS,
  ORGANIC,
  RESISTANCE,
  MOOD,
  SHARING,
  SEEING,
  ATTRIBUTION,
  OBSERVING,
  SHOPPING,
  REPEATING,
  DELIVERY,
  TALKING,
  TALK_MOOD,
  CHAT_DIRT,
  WORDS,
  OPERATING,
  SHARE_SCENE,
  INVITE_DIRT,
  SERVICE,
  LINKING
}
