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

  /** Name in the truth. */
  public String name() {
    return Text.of("p%06d", id);
  }

  /** Inclination to share on a day. */
  public double sharesPerWeek(int day) {
    return changed(day).map(Change::sharesPerWeek).orElse(traits.sharesPerWeek());
  }

  /** Wish to cheat on a day. */
  public double intent(int day) {
    return changed(day).map(Change::intent).orElse(traits.intent());
  }

  /** Whether they live off bringing buyers on a day. */
  public boolean isReseller(int day) {
    return traits.isReseller()
        || changed(day).filter(since -> since.turn() == Turn.BEGINS_RESELLING).isPresent();
  }

  private Optional<Change> changed(int day) {
    return change.isPresent() && change.get().day() <= day ? change : Optional.empty();
  }
}
