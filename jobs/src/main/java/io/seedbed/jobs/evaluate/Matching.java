package io.seedbed.jobs.evaluate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Which customer of the jobs is which person. A person is the customer under whom most of their
 * orders stand, for that is whom the shop means; without orders the one their first account is
 * resolved to. Customers are people by the same rule the other way round. Ties go to the smallest
 * id.
 */
final class Matching {

  private final Map<String, String> customerOfPerson = new HashMap<>();
  private final Map<String, String> personOfCustomer = new HashMap<>();
  private final Set<String> connected = new HashSet<>();
  private final int splitPeople;
  private final int mixedCustomers;

  /**
   * Matches by orders and accounts.
   *
   * @param customerOfOrder of each order the jobs know, the customer it stands under
   * @param known all customers
   * @param resolved the customer that an id of an account stands for
   */
  Matching(
      ShopTruth truth,
      Map<String, String> customerOfOrder,
      Set<String> known,
      UnaryOperator<String> resolved) {
    Map<String, Map<String, Integer>> byPerson = new HashMap<>();
    Map<String, Map<String, Integer>> byCustomer = new HashMap<>();
    customerOfOrder.forEach(
        (order, customer) ->
            truth
                .ordererOf(order)
                .ifPresent(
                    person -> {
                      count(byPerson, person, customer);
                      count(byCustomer, customer, person);
                    }));
    byPerson.forEach((person, counts) -> customerOfPerson.put(person, most(counts)));
    byCustomer.forEach((customer, counts) -> personOfCustomer.put(customer, most(counts)));
    splitPeople = (int) byPerson.values().stream().filter(counts -> counts.size() > 1).count();
    mixedCustomers = (int) byCustomer.values().stream().filter(counts -> counts.size() > 1).count();
    truth.people().forEach(person -> byAccounts(person, known, resolved));
  }

  Optional<String> customerOf(String person) {
    return Optional.ofNullable(customerOfPerson.get(person));
  }

  Optional<String> personOf(String customer) {
    return Optional.ofNullable(personOfCustomer.get(customer));
  }

  /** Whether the jobs know that who orders is who talks and shares: one customer is both. */
  boolean isConnected(String person) {
    return connected.contains(person);
  }

  /** People whose orders stand under several customers. */
  int splitPeople() {
    return splitPeople;
  }

  /** Customers under whom orders of several people stand. */
  int mixedCustomers() {
    return mixedCustomers;
  }

  private void byAccounts(TruePerson person, Set<String> known, UnaryOperator<String> resolved) {
    List<String> customers =
        person.accounts().stream().map(resolved).filter(known::contains).distinct().toList();
    for (String customer : customers) {
      customerOfPerson.putIfAbsent(person.id(), customer);
      personOfCustomer.putIfAbsent(customer, person.id());
    }
    if (customers.contains(customerOfPerson.get(person.id()))) {
      connected.add(person.id());
    }
  }

  private static void count(Map<String, Map<String, Integer>> counts, String of, String what) {
    counts.computeIfAbsent(of, unused -> new LinkedHashMap<>()).merge(what, 1, Integer::sum);
  }

  private static String most(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.<String, Integer>comparingByKey().reversed()))
        .orElseThrow()
        .getKey();
  }
}
