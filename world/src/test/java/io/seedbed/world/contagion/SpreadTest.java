package io.seedbed.world.contagion;

import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.world.calendar.ShopCalendar;
import io.seedbed.world.history.History;
import io.seedbed.world.people.Person;
import io.seedbed.world.random.Purpose;
import io.seedbed.world.settings.ContagionSettings;
import io.seedbed.world.testing.Worlds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {

  private static final int NOBODY = -1;
  private static final int LATER = 90;

  private static final History HISTORY = History.of(Worlds.plan(600, 150, 3, "base"));
  private static final Spread SPREAD = HISTORY.spread();

  @Test
  void theSettledWorldIsWhatHappensDayByDay() {
    assertThat(days(SPREAD)).containsExactly(dayByDay(NOBODY, 0));
    assertThat(SPREAD.influenced()).isGreaterThan(100);
  }

  @Test
  void theWorldWithoutSomebodysSharesIsWhatHappensDayByDayWithoutThem() {
    int[] factual = days(SPREAD);

    for (int sharer : influential()) {
      int[] without = dayByDay(sharer, 0);
      Difference difference = SPREAD.without(sharer);

      assertThat(difference.lost())
          .isNotEmpty()
          .containsExactlyInAnyOrderElementsOf(
              people(id -> factual[id] < without[id] && without[id] == ShopCalendar.NEVER));
      assertThat(difference.delayed())
          .containsExactlyInAnyOrderElementsOf(
              people(id -> factual[id] < without[id] && without[id] != ShopCalendar.NEVER));
    }
  }

  @Test
  void theWorldWithoutSomebodysLaterSharesIsWhatHappensDayByDayWithoutThem() {
    int[] factual = days(SPREAD);
    int lost = 0;
    for (int sharer : influential()) {
      int[] without = dayByDay(sharer, LATER);
      Difference difference = SPREAD.withoutFrom(LATER, sharer);

      assertThat(difference.lost())
          .containsExactlyInAnyOrderElementsOf(
              people(id -> factual[id] < without[id] && without[id] == ShopCalendar.NEVER));
      assertThat(difference.delayed())
          .containsExactlyInAnyOrderElementsOf(
              people(id -> factual[id] < without[id] && without[id] != ShopCalendar.NEVER));
      assertThat(SPREAD.without(sharer).lost()).containsAll(difference.lost());
      lost += difference.lost().size();
    }
    assertThat(lost).isPositive();
    assertThat(days(SPREAD)).containsExactly(factual);
  }

  @Test
  void askingWhatWouldBeLeavesTheWorldAsItIs() {
    int[] before = days(SPREAD);
    Difference once = SPREAD.without(5);

    assertThat(SPREAD.without(5)).isEqualTo(once);
    assertThat(days(SPREAD)).containsExactly(before);
  }

  @Test
  void sharesBringNobodyLaterThanTheyWouldHaveCome() {
    assertThat(people(id -> SPREAD.day(id) > SPREAD.dayWithoutShares(id))).isEmpty();
    assertThat(
            people(id -> SPREAD.isInfluenced(id) != (SPREAD.day(id) < SPREAD.dayWithoutShares(id))))
        .isEmpty();
  }

  @Test
  void withoutInfluenceEverybodyComesOnTheirOwnDay() {
    History silent = History.of(Worlds.plan(600, 150, 3, "null-influence"));

    assertThat(silent.shares().size()).isGreaterThan(500);
    assertThat(silent.spread().influenced()).isZero();
    for (Person person : silent.people().all()) {
      assertThat(silent.spread().day(person.id()))
          .isEqualTo(silent.spread().dayWithoutShares(person.id()));
      assertThat(silent.spread().without(person.id()).lost()).isEmpty();
      assertThat(silent.spread().without(person.id()).delayed()).isEmpty();
    }
    assertThat(silent.arrivals().all()).anyMatch(arrival -> arrival.hasInviter());
  }

  @Test
  void onePersonAloneConvincesNobodyWhoseResistanceIsOne() {
    History stubborn =
        History.of(
            Worlds.plan(
                600,
                150,
                """
                contagion { resistance = 1, resistance-spread = 0, persuasion-spread = 0 }
                people { shares-per-week = 1 }
                """));

    int convinced = 0;
    for (Person person : stubborn.people().all()) {
      if (stubborn.spread().isInfluenced(person.id())) {
        convinced++;
        assertThat(seen(stubborn, person.id(), stubborn.spread().day(person.id())))
            .as("different people whose shares %s had seen", person.name())
            .hasSizeGreaterThan(1);
      }
    }
    assertThat(convinced).isGreaterThan(100);
  }

  @Test
  void lostPeopleHadSeenWhatIsTakenAwayOrFollowedSomebodyWhoHad() {
    for (Person person : HISTORY.people().all()) {
      if (HISTORY.shares().daysOf(person.id()).length == 0) {
        assertThat(SPREAD.without(person.id()).lost()).isEmpty();
      }
    }
  }

  @Test
  void parallelWorldsHaveTheSamePeopleAndOtherLuck() {
    Spread parallel = HISTORY.parallel(1);

    assertThat(days(parallel)).isNotEqualTo(days(SPREAD));
    assertThat(people(id -> parallel.dayWithoutShares(id) != SPREAD.dayWithoutShares(id)))
        .isEmpty();
    assertThat(days(HISTORY.parallel(1))).containsExactly(days(parallel));
  }

  private static List<Integer> influential() {
    return HISTORY.people().all().stream()
        .map(Person::id)
        .sorted(Comparator.comparing(id -> -SPREAD.without(id).lost().size()))
        .limit(12)
        .toList();
  }

  /** The plain reading of the rule: every day asks everybody who has not come. */
  private static int[] dayByDay(int silenced, int from) {
    ContagionSettings settings = HISTORY.plan().settings().contagion();
    Exposures exposures = SPREAD.exposures();
    int people = HISTORY.people().size();
    int[] came = IntStream.range(0, people).map(id -> ShopCalendar.NEVER).toArray();
    for (int day = 0; day < HISTORY.calendar().days(); day++) {
      List<Integer> coming = new ArrayList<>();
      for (int id = 0; id < people; id++) {
        boolean comes =
            SPREAD.dayWithoutShares(id) == day
                || convinced(id, day, silenced, from, came, exposures, settings);
        if (came[id] == ShopCalendar.NEVER && comes) {
          coming.add(id);
        }
      }
      for (int id : coming) {
        came[id] = day;
      }
    }
    return came;
  }

  private static boolean convinced(
      int id,
      int day,
      int silenced,
      int from,
      int[] came,
      Exposures exposures,
      ContagionSettings settings) {
    Map<Integer, Double> remembered = new HashMap<>();
    boolean isExposedToday = false;
    for (int place = exposures.first(id); place < exposures.end(id); place++) {
      int sender = exposures.sender(place);
      int on = exposures.day(place);
      if ((sender != silenced || on < from) && on <= day && came[sender] < on) {
        remembered.merge(
            sender, StrictMath.pow(0.5, (day - on) / settings.memoryDays()), Double::sum);
        isExposedToday |= on == day;
      }
    }
    double strength =
        remembered.entrySet().stream()
            .mapToDouble(
                each ->
                    HISTORY.people().person(each.getKey()).traits().persuasion()
                        * each.getValue()
                        / (each.getValue() + settings.halfEffect()))
            .sum();
    double resistance =
        settings.resistance()
            * StrictMath.exp(
                settings.resistanceSpread() * HISTORY.draws().normal(Purpose.RESISTANCE, id, 0));
    return isExposedToday && settings.influence() * strength >= resistance;
  }

  private static List<Integer> seen(History history, int person, int until) {
    Exposures exposures = history.spread().exposures();
    return IntStream.range(exposures.first(person), exposures.end(person))
        .filter(place -> exposures.day(place) <= until)
        .map(exposures::sender)
        .distinct()
        .boxed()
        .toList();
  }

  private static int[] days(Spread spread) {
    return IntStream.range(0, HISTORY.people().size()).map(spread::day).toArray();
  }

  private static List<Integer> people(java.util.function.IntPredicate which) {
    return IntStream.range(0, HISTORY.people().size()).filter(which).boxed().toList();
  }
}
