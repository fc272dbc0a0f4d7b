package io.seedbed.world.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.world.World;
import io.seedbed.world.testing.Tables;
import io.seedbed.world.testing.Worlds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TruthTest {

  private static final LocalDate OPENS = Worlds.ENDS.minusDays(239);

  @TempDir private static Path folder;
  private static Map<String, Map<String, String>> users;
  private static Map<String, List<Map<String, String>>> classes;
  private static Map<String, List<Map<String, String>>> orders;
  private static List<Map<String, String>> arrivals;
  private static Map<String, Map<String, String>> influence;

  @BeforeAll
  static void makeAWorld() throws IOException {
    World.write(Worlds.plan(2_000, 240, 2, "base"), folder, day -> {});
    users = byUser(read("users.csv"));
    influence = byUser(read("influence.csv"));
    classes = rowsByUser(read("classes.csv"));
    orders = rowsByUser(read("orders.csv"));
    arrivals = read("arrivals.csv");
  }

  @Test
  void everybodyIsNamedInEveryPartOfTheTruth() throws IOException {
    assertThat(users).hasSize(2_000).containsKeys("p000000", "p001999");
    assertThat(influence.keySet()).isEqualTo(users.keySet());
    assertThat(classes.keySet()).isEqualTo(users.keySet());
    assertThat(
            read("identities.csv").stream().map(row -> row.get("user")).collect(Collectors.toSet()))
        .isEqualTo(users.keySet());
  }

  @Test
  void theClassesOfEverybodyCoverAllDaysAndEndWithThatOfTheLastDay() {
    classes.forEach(
        (user, intervals) -> {
          LocalDate next = OPENS;
          String before = "";
          for (Map<String, String> interval : intervals) {
            assertThat(interval.get("from")).isEqualTo(next.toString());
            assertThat(interval.get("class")).isNotEqualTo(before);
            next = LocalDate.parse(interval.get("to")).plusDays(1);
            before = interval.get("class");
          }
          assertThat(next).isEqualTo(Worlds.ENDS.plusDays(1));
          assertThat(users.get(user)).containsEntry("class", before);
        });
  }

  @Test
  void everyClassIsThere() {
    Map<String, Long> counts =
        users.values().stream()
            .collect(Collectors.groupingBy(row -> row.get("class"), Collectors.counting()));

    assertThat(counts.keySet())
        .containsExactlyInAnyOrder(
            "none", "prospect", "problem", "non_repeat", "distributor", "spreader", "fan");
    assertThat(counts.values()).allMatch(count -> count >= 15);
  }

  @Test
  void whatOrdersSayMakesProspectsBuyersAndRepeaters() {
    users.forEach(
        (user, row) -> {
          long days =
              ordersOf(user).stream()
                  .filter(order -> order.get("is_kept").equals("true"))
                  .map(order -> order.get("ordered_on"))
                  .distinct()
                  .count();
          boolean hasPaid =
              ordersOf(user).stream().anyMatch(order -> order.get("status").equals("paid"));
          boolean isProblem = Double.parseDouble(row.get("intent")) >= 0.5 && hasPaid;
          assertThat(row.get("purchase_days")).isEqualTo(String.valueOf(days));
          assertThat(row.get("class").equals("problem")).as(user).isEqualTo(isProblem);
          if (!isProblem) {
            assertThat(row.get("class").equals("prospect"))
                .isEqualTo(days == 0 && !row.get("came_on").isEmpty());
            assertThat(row.get("class").equals("non_repeat")).isEqualTo(days == 1);
          }
        });
  }

  @Test
  void distributorsBroughtThreeBuyersSeenOrNot() {
    Map<String, Long> brought = new HashMap<>();
    for (Map<String, String> arrival : arrivals) {
      ordersOf(arrival.get("user")).stream()
          .filter(order -> order.get("is_kept").equals("true"))
          .findFirst()
          .filter(
              order -> LocalDate.parse(order.get("ordered_on")).isAfter(Worlds.ENDS.minusDays(180)))
          .ifPresent(order -> brought.merge(arrival.get("inviter"), 1L, Long::sum));
    }
    users.forEach(
        (user, row) -> {
          if (Set.of("distributor", "spreader", "fan").contains(row.get("class"))) {
            assertThat(row.get("class").equals("distributor"))
                .as(user)
                .isEqualTo(brought.getOrDefault(user, 0L) >= 3);
          }
        });
  }

  @Test
  void spreadersAreInclinedToShareAndDo() {
    users.forEach(
        (user, row) -> {
          boolean isInclined = Double.parseDouble(row.get("shares_per_week")) >= 0.25;
          if (row.get("class").equals("spreader")) {
            assertThat(isInclined).isTrue();
            assertThat(Integer.parseInt(influence.get(user).get("shares"))).isGreaterThan(1);
          }
          if (row.get("class").equals("fan") && isInclined) {
            assertThat(row.get("came_on")).isNotEmpty();
          }
        });
  }

  @Test
  void whoeverTurnsAbusiveAfterBuyingIsAProblemFromThatDay() {
    List<Map<String, String>> turned = new ArrayList<>();
    classes.forEach(
        (user, intervals) ->
            intervals.stream()
                .filter(interval -> interval.get("cause").equals("turned_abusive"))
                .forEach(turned::add));

    assertThat(turned)
        .hasSizeGreaterThan(4)
        .allMatch(each -> each.get("class").equals("problem"))
        .allMatch(each -> each.get("from").equals(users.get(each.get("user")).get("changed_on")));
  }

  @Test
  void whoeverBeginsToShareIsASpreaderSomeDaysAfterTheirChange() {
    List<Map<String, String>> begun =
        classes.values().stream()
            .flatMap(List::stream)
            .filter(each -> each.get("cause").equals("began_to_share"))
            .toList();

    assertThat(begun)
        .hasSizeGreaterThan(4)
        .allMatch(each -> each.get("class").equals("spreader"))
        .allMatch(
            each -> each.get("from").compareTo(users.get(each.get("user")).get("changed_on")) >= 0)
        .allMatch(
            each ->
                Set.of("begins_sharing", "begins_reselling")
                    .contains(users.get(each.get("user")).get("change")));
  }

  @Test
  void betweenAFifthAndTwoFifthsOfInvitesAreNotSeen() {
    List<Map<String, String>> invited =
        arrivals.stream().filter(row -> !row.get("inviter").isEmpty()).toList();
    double unseen =
        invited.stream().filter(row -> row.get("is_inviter_observed").equals("false")).count()
            / (double) invited.size();

    assertThat(invited).hasSizeGreaterThan(500);
    assertThat(unseen).isBetween(0.2, 0.4);
  }

  @Test
  void anInviterCameBeforeWhomTheyInvited() {
    for (Map<String, String> arrival : arrivals) {
      if (!arrival.get("inviter").isEmpty()) {
        assertThat(users.get(arrival.get("inviter")).get("came_on"))
            .isNotEmpty()
            .isLessThan(arrival.get("came_on"));
      }
    }
  }

  @Test
  void nobodyIsLostWithoutSomebodyUnlessSharesMadeThemCome() {
    long dependent =
        arrivals.stream()
            .filter(row -> row.get("would_come_without_shares").equals("false"))
            .count();
    long most =
        influence.values().stream()
            .mapToLong(row -> Long.parseLong(row.get("caused_joins")))
            .max()
            .orElseThrow();

    assertThat(dependent).isGreaterThan(100);
    assertThat(most).isBetween(2L, dependent);
    assertThat(influence.values())
        .allMatch(
            row ->
                Long.parseLong(row.get("caused_buyers")) <= Long.parseLong(row.get("caused_joins")))
        .allMatch(
            row ->
                !row.get("shares").equals("0")
                    || (row.get("caused_joins").equals("0")
                        && row.get("hastened_joins").equals("0")));
  }

  @Test
  void laterSharesCauseAPartOfWhatAllSharesDo() {
    LocalDate from = Worlds.ENDS.minusDays(59);
    influence.forEach(
        (user, row) -> {
          int later = Integer.parseInt(row.get("later_caused_buyers"));
          int all = Integer.parseInt(row.get("caused_buyers"));
          String came = users.get(user).get("came_on");
          boolean hasOnlyLater = came.compareTo(from.minusDays(1).toString()) >= 0;
          assertThat(later).as(user).isBetween(hasOnlyLater ? all : 0, all);
          assertThat(Double.parseDouble(row.get("expected_later_caused_buyers")))
              .isBetween(0.0, Double.parseDouble(row.get("expected_caused_buyers")));
        });
    assertThat(sum("later_caused_buyers")).isPositive().isLessThan(sum("caused_buyers"));
    assertThat(sum("expected_later_caused_buyers"))
        .isPositive()
        .isLessThan(sum("expected_caused_buyers"));
  }

  @Test
  void sharesOfAllDaysAreLaterOnesWhereInfluenceDaysAreAll(@TempDir Path other) throws IOException {
    World.write(Worlds.plan(600, 120, "truth.influence-days = 120"), other, day -> {});

    assertThat(Tables.csv(other.resolve("truth/influence.csv")))
        .anyMatch(row -> !row.get("caused_buyers").equals("0"))
        .allMatch(row -> row.get("later_caused_buyers").equals(row.get("caused_buyers")))
        .allMatch(
            row ->
                row.get("expected_later_caused_buyers").equals(row.get("expected_caused_buyers")));
  }

  @Test
  void havingBeenTheInviterIsNotHavingCausedIt() {
    Map<String, Long> invited = new LinkedHashMap<>();
    arrivals.stream()
        .filter(row -> !row.get("inviter").isEmpty())
        .forEach(row -> invited.merge(row.get("inviter"), 1L, Long::sum));
    long credited = invited.values().stream().mapToLong(Long::longValue).sum();
    long caused =
        influence.values().stream().mapToLong(row -> Long.parseLong(row.get("caused_joins"))).sum();

    assertThat(caused).isPositive().isLessThan(credited);
    assertThat(users.keySet())
        .anyMatch(
            user ->
                invited.getOrDefault(user, 0L)
                    < Long.parseLong(influence.get(user).get("caused_joins")));
  }

  @Test
  void familiesShareAPhoneRingsADeviceAndSomePeopleHaveTwoAccounts() throws IOException {
    List<Map<String, String>> identities = read("identities.csv");

    assertThat(peopleBy(identities, "phone").values()).anyMatch(people -> people.size() > 1);
    assertThat(peopleBy(identities, "device").values()).anyMatch(people -> people.size() >= 6);
    assertThat(identities).anyMatch(row -> row.get("account").equals("2"));
    assertThat(peopleBy(identities, "external_userid").values())
        .allMatch(people -> people.size() == 1);
    assertThat(peopleBy(identities, "unionid").values()).allMatch(people -> people.size() == 1);
  }

  @Test
  void parametersSayHowToMakeTheWorldAgain() throws IOException {
    assertThat(folder.resolve("truth/parameters.conf"))
        .content()
        .contains("--users 2000 --days 240 --ends 2026-06-14 --seed 2, made from regime base.")
        .contains("unobserved-share=0.3");
  }

  private static double sum(String column) {
    return influence.values().stream()
        .mapToDouble(row -> Double.parseDouble(row.get(column)))
        .sum();
  }

  private static Map<String, Set<String>> peopleBy(
      List<Map<String, String>> identities, String column) {
    return identities.stream()
        .collect(
            Collectors.groupingBy(
                row -> row.get(column),
                Collectors.mapping(row -> row.get("user"), Collectors.toSet())));
  }

  private static List<Map<String, String>> ordersOf(String user) {
    return orders.getOrDefault(user, List.of());
  }

  private static List<Map<String, String>> read(String file) throws IOException {
    return Tables.csv(folder.resolve("truth").resolve(file));
  }

  private static Map<String, Map<String, String>> byUser(List<Map<String, String>> rows) {
    Map<String, Map<String, String>> byUser = new LinkedHashMap<>();
    rows.forEach(row -> byUser.put(row.get("user"), row));
    return byUser;
  }

  private static Map<String, List<Map<String, String>>> rowsByUser(List<Map<String, String>> rows) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(row -> row.get("user"), LinkedHashMap::new, Collectors.toList()));
  }
}
