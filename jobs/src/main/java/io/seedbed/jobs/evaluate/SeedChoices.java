package io.seedbed.jobs.evaluate;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What k people bring whom the list of seeds names, and what others would have brought who could
 * have been chosen. Value is the number of buyers who come after the night because of what the
 * chosen share then, and would not have come without.
 */
final class SeedChoices {

  private static final int MOST_CHOSEN = 200;
  private static final double SHARE_CHOSEN = 0.05;

  private final ShopTruth truth;
  private final JudgedNight night;
  private final List<Choosable> customers;
  private final int chosen;
  private final Map<SeedChoice, Set<String>> choices = new EnumMap<>(SeedChoice.class);

  /** Chooses among all customers; k is 5 % of them, at most 200 and at most the list's length. */
  SeedChoices(ShopTruth truth, JudgedNight night, List<Choosable> customers) {
    this.truth = truth;
    this.night = night;
    this.customers = customers;
    long listed = customers.stream().filter(Choosable::isListed).count();
    int share = (int) (SHARE_CHOSEN * customers.size());
    chosen = (int) Math.min(listed, Math.min(MOST_CHOSEN, share));
    choices.put(SeedChoice.LIST, listed());
    choices.put(SeedChoice.SPENDERS, most(Comparator.comparingLong(Choosable::netSpendMinor)));
    choices.put(SeedChoice.TALKERS, most(Comparator.comparingLong(Choosable::messages)));
    choices.put(SeedChoice.PAST_INVITERS, most(Comparator.comparingLong(Choosable::boundInvitees)));
    choices.put(SeedChoice.ORACLE, most(Comparator.comparingDouble(each -> value(person(each)))));
  }

  /** The value of a choice; of the random one what it has on average. */
  double value(SeedChoice choice) {
    if (choice == SeedChoice.RANDOM) {
      return chosen
          * customers.stream().mapToDouble(each -> value(person(each))).sum()
          / customers.size();
    }
    return choices.get(choice).stream().mapToDouble(this::value).sum();
  }

  /** The share of the oracle's value that a choice has; NaN where nobody brings anybody. */
  double captured(SeedChoice choice) {
    return value(choice) / value(SeedChoice.ORACLE);
  }

  /** The share of the listed that the oracle would have chosen too, for what they bring. */
  double precision() {
    long hits =
        choices.get(SeedChoice.LIST).stream()
            .filter(choices.get(SeedChoice.ORACLE)::contains)
            .filter(person -> value(person) > 0)
            .count();
    return (double) hits / choices.get(SeedChoice.LIST).size();
  }

  /** People who came by links of the listed after the night. */
  List<ShopTruth.Arrival> credited() {
    Set<String> listed = choices.get(SeedChoice.LIST);
    return truth.invitedAfter(night.day()).stream()
        .filter(arrival -> listed.contains(arrival.inviter()))
        .toList();
  }

  /** Whether each customer brings anybody, beside the points that the list gives them. */
  Forecasts asForecasts() {
    Forecasts forecasts = new Forecasts();
    customers.forEach(
        each -> forecasts.add(each.isListed() ? 1.0 / each.rank() : 0, value(person(each)) > 0));
    return forecasts;
  }

  private Set<String> most(Comparator<Choosable> by) {
    return first(customers.stream(), by.reversed());
  }

  private Set<String> listed() {
    return first(
        customers.stream().filter(Choosable::isListed), Comparator.comparingLong(Choosable::rank));
  }

  /** The people behind the first k customers; ties go to the smallest id. */
  private Set<String> first(Stream<Choosable> among, Comparator<Choosable> by) {
    return among
        .sorted(by.thenComparing(Choosable::customer))
        .map(this::person)
        .distinct()
        .limit(chosen)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Who a customer is, or the customer's own id where it is nobody. */
  private String person(Choosable customer) {
    return night.matching().personOf(customer.customer()).orElse(customer.customer());
  }

  private double value(String person) {
    TruePerson known = truth.person(person);
    return known == null ? 0 : known.laterBuyers();
  }
}
