package io.seedbed.world.contagion;

import io.seedbed.world.calendar.ShopCalendar;
import io.seedbed.world.people.Population;
import io.seedbed.world.random.Draws;
import io.seedbed.world.settings.ContagionSettings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * How the shop spreads among all people. Somebody's shares work from the day after their coming,
 * and only on days before another's coming: what happens on a day rests on earlier days alone.
 * There is therefore exactly one history, and deciding anew about everybody whose senders changed,
 * until nothing changes, finds it from wherever one starts. A world without somebody's shares is
 * found in the same way from the world with them, at the cost of those whom it concerns.
 */
public final class Spread {

  private final Exposures exposures;
  private final OrganicDays organic;
  private final Adoption adoption;
  private final int[] days;
  private final int[] lastSharers;
  private final int[] stops;
  private final boolean[] isWaiting;
  private final int influenced;
  private final Queue<Integer> waiting = new ArrayDeque<>();

  private Spread(Exposures exposures, OrganicDays organic, Adoption adoption, int people) {
    this.exposures = exposures;
    this.organic = organic;
    this.adoption = adoption;
    days = IntStream.range(0, people).map(organic::of).toArray();
    lastSharers = new int[people];
    Arrays.fill(lastSharers, Coming.NOBODY);
    stops = new int[people];
    Arrays.fill(stops, ShopCalendar.NEVER);
    isWaiting = new boolean[people];
    Map<Integer, Coming> organicDays = settle(IntStream.range(0, people), person -> true);
    influenced = organicDays.size();
  }

  /**
   * The history of a world.
   *
   * @param lucks what differs between parallel worlds: who shares when and who sees it
   */
  public static Spread of(
      Population people,
      Circles circles,
      ShopCalendar calendar,
      ContagionSettings settings,
      Draws draws,
      Draws lucks) {
    Exposures exposures = Exposures.drawn(people, circles, calendar, settings, lucks);
    OrganicDays organic = new OrganicDays(people, calendar, settings.organic(), draws);
    return new Spread(
        exposures,
        organic,
        new Adoption(exposures, organic, people, calendar, settings, draws),
        people.size());
  }

  public Exposures exposures() {
    return exposures;
  }

  /** The day somebody came, or never. */
  public int day(int person) {
    return days[person];
  }

  /** The day somebody would come if nobody shared anything, or never. */
  public int dayWithoutShares(int person) {
    return organic.of(person);
  }

  /** How many came because of what others shared, or earlier because of it. */
  public int influenced() {
    return influenced;
  }

  /** Whether somebody came because of what others shared, or earlier because of it. */
  public boolean isInfluenced(int person) {
    return lastSharers[person] != Coming.NOBODY;
  }

  /** Whose share was the last that it took for an influenced person. */
  public int lastSharer(int person) {
    return lastSharers[person];
  }

  /** Whose share somebody had last seen before they came, within so many days; -1 for nobody. */
  public int lastSeen(int person, int withinDays) {
    int seen = Coming.NOBODY;
    for (int place = exposures.first(person); place < exposures.end(person); place++) {
      int day = exposures.day(place);
      boolean isLink = day <= days[person] && day >= days[person] - withinDays;
      if (isLink && days[exposures.sender(place)] < day) {
        seen = exposures.sender(place);
      }
    }
    return seen;
  }

  /** What the shares of somebody did: the world is settled without them and then put back. */
  public Difference without(int sharer) {
    return withoutFrom(0, sharer);
  }

  /** What the shares of somebody from a day on did: what would be, had they stopped before it. */
  public Difference withoutFrom(int day, int sharer) {
    if (days[sharer] == ShopCalendar.NEVER) {
      return new Difference(List.of(), List.of());
    }
    stops[sharer] = day;
    Map<Integer, Coming> before =
        settle(
            exposures.receiversOf(sharer), person -> isInfluenced(person) && days[person] >= day);
    List<Integer> lost = new ArrayList<>();
    List<Integer> delayed = new ArrayList<>();
    before.forEach(
        (person, was) -> {
          if (days[person] == ShopCalendar.NEVER) {
            lost.add(person);
          } else if (days[person] > was.day()) {
            delayed.add(person);
          }
        });
    before.forEach(this::put);
    stops[sharer] = ShopCalendar.NEVER;
    return new Difference(lost, delayed);
  }

  /**
   * Decides about people until nothing changes.
   *
   * @param isConcerned whom a change can concern: less sharing changes nothing for those who came
   *     by themselves, or before it
   * @return whoever changed, with what was before
   */
  private Map<Integer, Coming> settle(IntStream people, IntPredicate isConcerned) {
    Map<Integer, Coming> before = new LinkedHashMap<>();
    people.filter(isConcerned).forEach(this::decideAgain);
    while (!waiting.isEmpty()) {
      int person = waiting.remove();
      isWaiting[person] = false;
      Coming was = new Coming(days[person], lastSharers[person]);
      Coming now = adoption.of(person, days, stops);
      if (!now.equals(was)) {
        before.putIfAbsent(person, was);
        put(person, now);
        if (now.day() != was.day()) {
          exposures.receiversOf(person).filter(isConcerned).forEach(this::decideAgain);
        }
      }
    }
    return before;
  }

  private void decideAgain(int person) {
    if (!isWaiting[person]) {
      isWaiting[person] = true;
      waiting.add(person);
    }
  }

  private void put(int person, Coming coming) {
    days[person] = coming.day();
    lastSharers[person] = coming.lastSharer();
  }
}
