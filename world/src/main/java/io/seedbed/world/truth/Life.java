package io.seedbed.world.truth;

import io.seedbed.world.history.Arrival;
import io.seedbed.world.history.History;
import io.seedbed.world.people.Person;
import io.seedbed.world.settings.TruthSettings;
import io.seedbed.world.trade.Order;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** What one person truly did, and of which class that made them on every day. */
final class Life {

  private static final int TWICE = 2;

  private final Person person;
  private final Optional<Arrival> arrival;
  private final int[] orderedDays;
  private final int[] keptDays;
  private final int[] sharedDays;
  private final int[] broughtDays;
  private final int days;
  private final TruthSettings settings;

  /**
   * @param brought days on which people who came by this person's link first bought, sorted
   */
  Life(Person person, History history, int[] brought) {
    this.person = person;
    this.arrival = history.arrivals().of(person.id());
    List<Order> orders = history.sales().of(person.id());
    orderedDays = days(orders.stream().filter(Order::isPaid).toList());
    keptDays = days(orders.stream().filter(Order::isKept).toList());
    sharedDays = history.shares().daysOf(person.id());
    broughtDays = brought.clone();
    days = history.calendar().days();
    settings = history.plan().settings().truth();
  }

  /** The classes from the first day to the last, each with what made it. */
  List<Interval> classes() {
    NavigableSet<Integer> turns = turns();
    List<Interval> classes = new ArrayList<>();
    TrueClass current = TrueClass.NONE;
    int from = 0;
    String cause = "not_yet_come";
    for (int day : turns) {
      TrueClass next = on(day);
      if (next != current) {
        if (day > from) {
          classes.add(new Interval(current, from, day - 1, cause));
        }
        cause = cause(current, next, day);
        current = next;
        from = day;
      }
    }
    classes.add(new Interval(current, from, days - 1, cause));
    return classes;
  }

  /** Purchase days that were kept. */
  int purchaseDays() {
    return keptDays.length;
  }

  /** The day of the first paid order, if there is one. */
  Optional<Integer> firstPaidDay() {
    return orderedDays.length == 0 ? Optional.empty() : Optional.of(orderedDays[0]);
  }

  private TrueClass on(int day) {
    if (arrival.isEmpty() || arrival.get().day() > day) {
      return TrueClass.NONE;
    }
    if (person.intent(day) >= settings.abuseIntent() && count(orderedDays, 0, day) > 0) {
      return TrueClass.PROBLEM;
    }
    int purchases = count(keptDays, 0, day);
    if (purchases < TWICE) {
      return purchases == 0 ? TrueClass.PROSPECT : TrueClass.NON_REPEAT;
    }
    if (count(broughtDays, day - settings.broughtDays() + 1, day) >= settings.buyersBrought()) {
      return TrueClass.DISTRIBUTOR;
    }
    boolean isInclined = person.sharesPerWeek(day) >= settings.sharesPerWeek();
    return isInclined && count(sharedDays, day - settings.shareDays() + 1, day) >= TWICE
        ? TrueClass.SPREADER
        : TrueClass.FAN;
  }

  /** Days on which the class can be another than on the day before. */
  private NavigableSet<Integer> turns() {
    NavigableSet<Integer> turns = new TreeSet<>();
    arrival.ifPresent(came -> turns.add(came.day()));
    person.change().ifPresent(change -> turns.add(change.day()));
    IntStream.concat(Arrays.stream(orderedDays).limit(1), Arrays.stream(keptDays).limit(TWICE))
        .forEach(turns::add);
    for (int day : broughtDays) {
      turns.add(day);
      turns.add(day + settings.broughtDays());
    }
    for (int day : sharedDays) {
      turns.add(day);
      turns.add(day + settings.shareDays());
    }
    turns.removeIf(day -> day >= days);
    return turns;
  }

  private String cause(TrueClass before, TrueClass now, int day) {
    boolean isChange = person.change().filter(change -> change.day() == day).isPresent();
    return switch (now) {
      case NONE -> "not_yet_come";
      case PROSPECT -> "came";
      case NON_REPEAT -> "first_purchase";
      case PROBLEM -> isChange ? "turned_abusive" : "ordered_meaning_to_cheat";
      case DISTRIBUTOR -> "brought_buyers";
      case SPREADER ->
          before == TrueClass.DISTRIBUTOR
              ? "brought_too_few_lately"
              : hasBegunToShare(day) ? "began_to_share" : "shares_often";
      case FAN ->
          switch (before) {
            case SPREADER -> isChange ? "stopped_sharing" : "shared_too_little_lately";
            case DISTRIBUTOR -> "brought_too_few_lately";
            case NONE, PROSPECT, NON_REPEAT, PROBLEM, FAN -> "second_purchase";
          };
    };
  }

  /** Whether they share often since a change, and did not before it. */
  private boolean hasBegunToShare(int day) {
    return person
        .change()
        .filter(change -> change.day() <= day)
        .filter(change -> person.sharesPerWeek(change.day() - 1) < settings.sharesPerWeek())
        .isPresent();
  }

  private static int[] days(List<Order> orders) {
    return orders.stream().mapToInt(Order::day).distinct().toArray();
  }

  private static int count(int[] sorted, int from, int to) {
    return (int) Arrays.stream(sorted).filter(day -> day >= from && day <= to).count();
  }
}
