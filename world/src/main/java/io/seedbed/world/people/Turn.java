package io.seedbed.world.people;

/** What truly changes in somebody on one day. */
public enum Turn {
  BEGINS_SHARING,
  STOPS_SHARING,
  BEGINS_RESELLING,
  TURNS_ABUSIVE
}
