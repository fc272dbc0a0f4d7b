package io.seedbed.world.truth;

import io.seedbed.world.calendar.ShopCalendar;
import io.seedbed.world.contagion.Difference;
import io.seedbed.world.contagion.Spread;
import io.seedbed.world.history.History;
import io.seedbed.world.people.Person;

/**
 * What everybody's shares did: how many people would not have come, or bought, without them. Found
 * by running the world again without these shares and with all else the same; once for this world
 * and, for the expectation, in parallel worlds of the same people.
 */
final class Influence {

  private final int[] joins;
  private final int[] buyers;
  private final int[] delayed;
  private final long[] allJoins;
  private final long[] allBuyers;
  private final int worlds;

  Influence(History history) {
    int people = history.people().size();
    joins = new int[people];
    buyers = new int[people];
    delayed = new int[people];
    allJoins = new long[people];
    allBuyers = new long[people];
    worlds = 1 + history.plan().settings().truth().parallelWorlds();
    for (int world = 0; world < worlds; world++) {
      Spread spread = world == 0 ? history.spread() : history.parallel(world);
      for (Person person : history.people().all()) {
        add(person.id(), spread, world, history);
      }
    }
  }

  private void add(int person, Spread spread, int world, History history) {
    Difference difference = spread.without(person);
    int lostBuyers =
        (int)
            difference.lost().stream()
                .filter(lost -> isBuyer(lost, spread.day(lost), history))
                .count();
    allJoins[person] += difference.lost().size();
    allBuyers[person] += lostBuyers;
    if (world == 0) {
      joins[person] = difference.lost().size();
      buyers[person] = lostBuyers;
      delayed[person] = difference.delayed().size();
    }
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

  /** People who would not have come, on average over worlds. */
  double expectedJoins(int person) {
    return (double) allJoins[person] / worlds;
  }

  /** Those of them who would have bought, on average over worlds. */
  double expectedBuyers(int person) {
    return (double) allBuyers[person] / worlds;
  }

  private static boolean isBuyer(int person, int comes, History history) {
    return history.shopping().firstDay(history.people().person(person), comes)
        != ShopCalendar.NEVER;
  }
}
