package io.seedbed.world.truth;

import io.seedbed.world.calendar.ShopCalendar;
import io.seedbed.world.contagion.Difference;
import io.seedbed.world.contagion.Spread;
import io.seedbed.world.history.History;
import io.seedbed.world.people.Person;
import io.seedbed.world.settings.TruthSettings;
import java.util.List;
import java.util.Set;

/**
 * What everybody's shares did: how many people would not have come, or bought, without them, and
 * without those of the last days alone. Found by running the world again without these shares and
 * with all else the same; once for this world and, for the expectation, in parallel worlds of the
 * same people.
 */
final class Influence {

  private final int[] joins;
  private final int[] buyers;
  private final int[] delayed;
  private final int[] laterBuyers;
  private final long[] allJoins;
  private final long[] allBuyers;
  private final long[] allLaterBuyers;
  private final History history;
  private final int laterFrom;
  private final int worlds;

  Influence(History history) {
    this.history = history;
    TruthSettings settings = history.plan().settings().truth();
    laterFrom = history.calendar().days() - settings.influenceDays();
    int people = history.people().size();
    joins = new int[people];
    buyers = new int[people];
    delayed = new int[people];
    laterBuyers = new int[people];
    allJoins = new long[people];
    allBuyers = new long[people];
    allLaterBuyers = new long[people];
    worlds = 1 + settings.parallelWorlds();
    for (int world = 0; world < worlds; world++) {
      Spread spread = world == 0 ? history.spread() : history.parallel(world);
      for (Person person : history.people().all()) {
        add(person.id(), spread, world);
      }
    }
  }

  private void add(int person, Spread spread, int world) {
    Difference difference = spread.without(person);
    List<Integer> lostBuyers =
        difference.lost().stream().filter(lost -> isBuyer(lost, spread.day(lost))).toList();
    int lostLater = lostLater(person, lostBuyers, spread);
    allJoins[person] += difference.lost().size();
    allBuyers[person] += lostBuyers.size();
    allLaterBuyers[person] += lostLater;
    if (world == 0) {
      joins[person] = difference.lost().size();
      buyers[person] = lostBuyers.size();
      laterBuyers[person] = lostLater;
      delayed[person] = difference.delayed().size();
    }
  }

  /**
   * How many of those lost without somebody's shares are lost without the later ones alone. Nobody
   * else can be, so that most of the time the world need not be settled once more.
   */
  private int lostLater(int person, List<Integer> lostBuyers, Spread spread) {
    if (lostBuyers.stream().allMatch(lost -> spread.day(lost) < laterFrom)) {
      return 0;
    }
    boolean hasOnlyLater = spread.day(person) >= laterFrom - 1;
    if (hasOnlyLater) {
      return lostBuyers.size();
    }
    Set<Integer> lost = Set.copyOf(spread.withoutFrom(laterFrom, person).lost());
    return (int) lostBuyers.stream().filter(lost::contains).count();
  }

  /** People who would not have come. */
  int joins(int person) {
    return joins[person];
  }

  /** Those of them who bought. */
  int buyers(int person) {
    return buyers[person];
  }

  /** People who would have come later. */
  int delayed(int person) {
    return delayed[person];
  }

  /** Buyers who would not have come without the shares of the last days alone. */
  int laterBuyers(int person) {
    return laterBuyers[person];
  }

  /** People who would not have come, on average over worlds. */
  double expectedJoins(int person) {
    return (double) allJoins[person] / worlds;
  }

  /** Those of them who would have bought, on average over worlds. */
  double expectedBuyers(int person) {
    return (double) allBuyers[person] / worlds;
  }

  /** Buyers who would not have come without those of the last days, on average over worlds. */
  double expectedLaterBuyers(int person) {
    return (double) allLaterBuyers[person] / worlds;
  }

  private boolean isBuyer(int person, int comes) {
    return history.shopping().firstDay(history.people().person(person), comes)
        != ShopCalendar.NEVER;
  }
}
