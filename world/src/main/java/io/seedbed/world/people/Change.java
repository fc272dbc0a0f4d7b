package io.seedbed.world.people;

import io.seedbed.world.settings.PeopleSettings;

/**
 * A true change of somebody from a day on.
 *
 * @param sharesPerWeek inclination to share from that day on
 * @param intent wish to cheat from that day on
 */
public record Change(int day, Turn turn, double sharesPerWeek, double intent) {

  static Change of(int day, Turn turn, Traits usual, PeopleSettings.Changing settings) {
    double shares =
        switch (turn) {
          case BEGINS_SHARING -> Math.max(settings.manyShares(), usual.sharesPerWeek());
          case STOPS_SHARING -> Math.min(settings.fewShares(), usual.sharesPerWeek());
          case BEGINS_RESELLING -> Math.max(settings.resellerShares(), usual.sharesPerWeek());
          case TURNS_ABUSIVE -> usual.sharesPerWeek();
        };
    double intent =
        turn == Turn.TURNS_ABUSIVE ? Math.max(settings.intent(), usual.intent()) : usual.intent();
    return new Change(day, turn, shares, intent);
  }
}
