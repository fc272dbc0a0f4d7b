package io.seedbed.world.people;

import io.seedbed.world.lines.Text;
import java.util.Optional;

/**
 * Somebody who may come to the shop.
 *
 * @param id place among all, from 0; stands in no export
 * @param group the group they live around
 */
public record Person(int id, int group, Kind kind, Traits traits, Optional<Change> change) {

  private static final double MANY_SHARES = 1.4;
  private static final double FEW_SHARES = 0.02;
  private static final double RESELLERS_SHARES = 1.8;
  private static final double TURNED_INTENT = 0.88;

  /** Name in the truth. */
  public String name() {
    return Text.of("p%06d", id);
  }

  /** Inclination to share on a day. */
  public double sharesPerWeek(int day) {
    double usual = traits.sharesPerWeek();
    return turn(day)
        .map(
            turn ->
                switch (turn) {
                  case BEGINS_SHARING -> Math.max(MANY_SHARES, usual);
                  case STOPS_SHARING -> Math.min(FEW_SHARES, usual);
                  case BEGINS_RESELLING -> Math.max(RESELLERS_SHARES, usual);
                  case TURNS_ABUSIVE -> usual;
                })
        .orElse(usual);
  }

  /** Wish to cheat on a day. */
  public double intent(int day) {
    return turn(day).filter(turn -> turn == Turn.TURNS_ABUSIVE).isPresent()
        ? Math.max(TURNED_INTENT, traits.intent())
        : traits.intent();
  }

  /** Whether they live off bringing buyers on a day. */
  public boolean isReseller(int day) {
    return traits.isReseller()
        || turn(day).filter(turn -> turn == Turn.BEGINS_RESELLING).isPresent();
  }

  private Optional<Turn> turn(int day) {
    return change.isPresent() && change.get().day() <= day
        ? Optional.of(change.get().turn())
        : Optional.empty();
  }
}
