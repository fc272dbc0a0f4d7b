package io.seedbed.jobs.evaluate;

import com.univocity.parsers.common.record.Record;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The truth of a made-up shop, as its {@code truth/} folder has it. */
final class ShopTruth {

  private final Map<String, TruePerson> people = new LinkedHashMap<>();
  private final Map<String, String> personOfOrder;
  private final List<Arrival> arrivals;

  /**
   * Somebody came by somebody's link.
   *
   * @param inviter whose link
   * @param comesAnyway whether they would have come, some day, had nobody shared anything
   */
  record Arrival(String person, LocalDate day, String inviter, boolean comesAnyway) {}

  private ShopTruth(
      List<TruePerson> people, Map<String, String> personOfOrder, List<Arrival> arrivals) {
    people.forEach(person -> this.people.put(person.id(), person));
    this.personOfOrder = Map.copyOf(personOfOrder);
    this.arrivals = List.copyOf(arrivals);
  }

  /**
   * A truth of these people.
   *
   * @param personOfOrder by order, who really ordered
   */
  static ShopTruth of(
      List<TruePerson> people, Map<String, String> personOfOrder, List<Arrival> arrivals) {
    return new ShopTruth(people, personOfOrder, arrivals);
  }

  /** Reads the folder. */
  static ShopTruth read(Path folder) {
    Map<String, List<String>> accounts = new HashMap<>();
    CsvRows.forEach(
        folder.resolve("identities.csv"),
        row ->
            List.of("external_userid", "unionid")
                .forEach(id -> add(accounts, row.getString("user"), row.getString(id))));
    Map<String, List<TruePerson.Span>> classes = new HashMap<>();
    CsvRows.forEach(
        folder.resolve("classes.csv"), row -> add(classes, row.getString("user"), span(row)));
    List<TruePerson> people = new ArrayList<>();
    CsvRows.forEach(
        folder.resolve("influence.csv"),
        row -> {
          String id = row.getString("user");
          people.add(
              new TruePerson(
                  id,
                  accounts.getOrDefault(id, List.of()),
                  classes.getOrDefault(id, List.of()),
                  row.getDouble("expected_later_caused_buyers")));
        });
    Map<String, String> orders = new HashMap<>();
    CsvRows.forEach(
        folder.resolve("orders.csv"),
        row -> orders.put(row.getString("order_id"), row.getString("user")));
    List<Arrival> arrivals = new ArrayList<>();
    CsvRows.forEach(folder.resolve("arrivals.csv"), row -> arrival(row).ifPresent(arrivals::add));
    return new ShopTruth(people, orders, arrivals);
  }

  Collection<TruePerson> people() {
    return Collections.unmodifiableCollection(people.values());
  }

  TruePerson person(String id) {
    return people.get(id);
  }

  /** Who really ordered; empty for an order the shop never had. */
  Optional<String> ordererOf(String order) {
    return Optional.ofNullable(personOfOrder.get(order));
  }

  /** Those who came by somebody's link after a day. */
  List<Arrival> invitedAfter(LocalDate day) {
    return arrivals.stream().filter(arrival -> arrival.day().isAfter(day)).toList();
  }

  private static TruePerson.Span span(Record row) {
    return new TruePerson.Span(
        Label.ofTruth(row.getString("class")),
        LocalDate.parse(row.getString("from")),
        LocalDate.parse(row.getString("to")),
        row.getString("cause"));
  }

  private static Optional<Arrival> arrival(Record row) {
    return Optional.ofNullable(row.getString("inviter"))
        .map(
            inviter ->
                new Arrival(
                    row.getString("user"),
                    LocalDate.parse(row.getString("came_on")),
                    inviter,
                    Boolean.parseBoolean(row.getString("would_come_without_shares"))));
  }

  private static <T> void add(Map<String, List<T>> lists, String key, T value) {
    lists.computeIfAbsent(key, unused -> new ArrayList<>()).add(value);
  }
}
