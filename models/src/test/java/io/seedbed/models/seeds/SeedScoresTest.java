package io.seedbed.models.seeds;

import static io.seedbed.features.testing.DatasetAssert.assertThat;
import static io.seedbed.features.testing.Spark.row;
import static org.assertj.core.api.Assertions.within;

import io.seedbed.features.table.Field;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class SeedScoresTest {

  private final Candidates shop = new Candidates();

  @Test
  void spreadersAndDistributorsAreCandidatesAndFansLatent() {
    shop.segment("spreader", "repeat", "spreader", 0)
        .segment("distributor", "repeat", "distributor", 0)
        .segment("fan", "repeat", "fan", 0)
        .segment("unsure", "repeat", "unknown", 0)
        .segment("once", "non_repeat", null, 0);
    everybody("spreader", "distributor", "fan", "unsure", "once");
    assertThat(shop.scores(Candidates.rules(2)))
        .conformsTo(SeedScores.TABLE)
        .on(SeedScores.USER_ID, SeedScores.LIST, SeedScores.GATE, SeedScores.RANK)
        .hasRows(
            row("spreader", "seed", "passed", 2L),
            row("distributor", "seed", "passed", 1L),
            row("fan", "latent", "passed", null));
  }

  @Test
  void problemUsersAndSuspectedFraudsAreKeptOffWithTheirGate() {
    shop.segment("shares", "problem", null, true, false, 0.9)
        .segment("recruits", "problem", null, false, true, 0.9)
        .segment("fraud", "problem", null, true, true, 1)
        .segment("neither", "problem", null, false, false, 0.9);
    everybody("shares", "neither");
    shop.features("recruits", 1, 1, 1, 1, "chargeback").features("fraud", 1, 1, 1, 1, "fraud");
    for (int i = 1; i <= 3; i++) {
      shop.spreader(i);
    }
    assertThat(shop.scores(Candidates.rules(3)).where(SeedScores.GATE.col().notEqual("passed")))
        .on(SeedScores.USER_ID, SeedScores.LIST, SeedScores.GATE, SeedScores.RANK, SeedScores.SCORE)
        .hasRows(
            row("shares", "seed", "problem", null, null),
            row("recruits", "seed", "problem", null, null),
            row("fraud", "seed", "suspected_fraud", null, null));
  }

  @Test
  void usersKeptOffDoNotShiftTheOthersPercentiles() {
    for (int i = 1; i <= 4; i++) {
      shop.spreader(i);
    }
    shop.segment("problem", "problem", null, true, false, 0.9)
        .features("problem", 500, 500, 200, 900_000, null);
    assertThat(shop.scores(Candidates.rules(4)).where(SeedScores.RANK.col().isNotNull()))
        .on(SeedScores.USER_ID, SeedScores.WEIGHT)
        .hasRows(row("u01", 0.125), row("u02", 0.375), row("u03", 0.625), row("u04", 0.875));
  }

  @Test
  void withFewerThanTheLeastNumberOfCandidatesThereAreRawValuesOnly() {
    IntStream.rangeClosed(1, 19).forEach(shop::spreader);
    List<Row> rows = shop.scores(Candidates.rules(20)).collectAsList();
    Assertions.assertThat(rows)
        .hasSize(19)
        .allSatisfy(
            row -> {
              Assertions.assertThat(values(row, SeedScores.RANK, SeedScores.SCORE))
                  .containsOnlyNulls();
              Assertions.assertThat(
                      values(row, SeedScores.MATURITY, SeedScores.WEIGHT_CONTRIBUTION))
                  .containsOnlyNulls();
              Assertions.assertThat(
                      values(row, SeedScores.MATURITY_RAW, SeedScores.GERMINATION_RAW))
                  .doesNotContainNull();
              Assertions.assertThat(values(row, SeedScores.MISSING, SeedScores.IS_DEGRADED))
                  .containsExactly("candidates", true);
            });
  }

  @Test
  void twentyCandidatesAreRanked() {
    IntStream.rangeClosed(1, 20).forEach(shop::spreader);
    List<Row> rows = shop.scores(Candidates.rules(20)).collectAsList();
    Assertions.assertThat(rows.stream().map(row -> value(row, SeedScores.RANK)).sorted())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 20).mapToObj(i -> (Object) (long) i).toList());
    Assertions.assertThat(rows)
        .allSatisfy(
            row ->
                Assertions.assertThat(values(row, SeedScores.MISSING, SeedScores.IS_DEGRADED))
                    .containsExactly(null, false));
  }

  @Test
  void amongEqualScoresTheLeastUserIdByBytesComesFirst() {
    for (String user : List.of("b", "a", "B")) {
      shop.segment(user, "repeat", "spreader", 0);
    }
    everybody("b", "a", "B");
    assertThat(shop.scores(Candidates.rules(3)))
        .on(SeedScores.USER_ID, SeedScores.RANK)
        .hasRows(row("B", 1L), row("a", 2L), row("b", 3L));
  }

  @Test
  void equalValuesShareTheMiddleOfTheirRanks() {
    for (int i = 1; i <= 4; i++) {
      String user = "u" + i;
      shop.segment(user, "repeat", "spreader", i == 4 ? 0.5 : 0)
          .features(user, i == 1 ? 1 : 200, 3, 10, 100, null);
    }
    assertThat(shop.scores(Candidates.rules(4)))
        .on(SeedScores.USER_ID, SeedScores.SOUNDNESS_RAW, SeedScores.SOUNDNESS, SeedScores.MATURITY)
        .hasRows(
            row("u1", 1.0, 0.625, 0.125),
            row("u2", 1.0, 0.625, 0.625),
            row("u3", 1.0, 0.625, 0.625),
            row("u4", 0.5, 0.125, 0.625));
  }

  @Test
  void percentilesStopAtTheFloor() {
    IntStream.rangeClosed(1, 40).forEach(shop::spreader);
    assertThat(
            shop.scores(Candidates.rules(20))
                .where(SeedScores.USER_ID.col().isin("u01", "u02", "u03")))
        .on(SeedScores.USER_ID, SeedScores.WEIGHT)
        .hasRows(row("u01", 0.05), row("u02", 0.05), row("u03", 0.0625));
  }

  @Test
  void maturityIsTheGeometricMeanOfThePercentilesOfCappedTenureAndPurchaseDays() {
    shop.segment("a", "repeat", "spreader", 0)
        .features("a", 90, 2, 1, 1, null)
        .segment("b", "repeat", "spreader", 0)
        .features("b", 900, 3, 1, 1, null);
    double a = Math.sqrt(0.5 * 0.25);
    double b = Math.sqrt(0.5 * 0.75);
    Assertions.assertThat(byUser(SeedScores.MATURITY_RAW, 2).get("a")).isCloseTo(a, within(1e-12));
    Assertions.assertThat(byUser(SeedScores.MATURITY_RAW, 2).get("b")).isCloseTo(b, within(1e-12));
  }

  @Test
  void maturityCountsWhoIsStillThereWhereThatIsKnownOfAll() {
    shop.segment("a", "repeat", "spreader", 0)
        .features("a", 90, 2, 1, 1, null)
        .alive("a", 0.9)
        .segment("b", "repeat", "spreader", 0)
        .features("b", 900, 3, 1, 1, null)
        .alive("b", 0.2);
    Assertions.assertThat(byUser(SeedScores.MATURITY_RAW, 2).get("a"))
        .isCloseTo(Math.cbrt(0.5 * 0.25 * 0.75), within(1e-12));
    Assertions.assertThat(byUser(SeedScores.MATURITY_RAW, 2).get("b"))
        .isCloseTo(Math.cbrt(0.5 * 0.75 * 0.25), within(1e-12));

    shop.segment("c", "repeat", "spreader", 0).features("c", 900, 1, 1, 1, null);
    Assertions.assertThat(byUser(SeedScores.MATURITY_RAW, 2).get("a"))
        .isCloseTo(Math.sqrt(0.5 * 0.5), within(1e-12));
  }

  @Test
  void weightIsReachTimesSpendAndLeftOutWhereNobodyReachesAnybody() {
    shop.segment("a", "repeat", "spreader", 0)
        .features("a", 1, 1, 7, 30, null)
        .segment("b", "repeat", "spreader", 0)
        .features("b", 1, 1, 0, 30, null);
    Assertions.assertThat(byUser(SeedScores.WEIGHT_RAW, 2)).isEqualTo(Map.of("a", 210.0, "b", 0.0));

    Candidates unobserved = new Candidates();
    unobserved
        .segment("a", "repeat", "spreader", 0)
        .features("a", 1, 1, 0, 30, null)
        .segment("b", "repeat", "spreader", 0)
        .features("b", 2, 2, 0, 40, null);
    assertThat(unobserved.scores(Candidates.rules(2)))
        .on(SeedScores.USER_ID, SeedScores.WEIGHT_RAW, SeedScores.MISSING, SeedScores.IS_DEGRADED)
        .hasRows(
            row("a", null, "weight,germination,purity", true),
            row("b", null, "weight,germination,purity", true));
  }

  @Test
  void germinationNeedsThreeMaturedInviteesAndPurityABuyingOne() {
    IntStream.rangeClosed(1, 2).forEach(shop::spreader);
    shop.segment("few", "repeat", "spreader", 0)
        .features("few", 1, 1, 1, 1, null)
        .invitees("few", 2, 2, 1, 1)
        .segment("enough", "repeat", "spreader", 0)
        .features("enough", 1, 1, 1, 1, null)
        .invitees("enough", 3, 3, 0, 0);
    assertThat(
            shop.scores(Candidates.rules(4)).where(SeedScores.USER_ID.col().isin("few", "enough")))
        .on(SeedScores.USER_ID, SeedScores.MISSING, SeedScores.IS_DEGRADED)
        .hasRows(row("few", "germination", true), row("enough", "purity", true));
  }

  @Test
  void manyInviteesOutrankFewAtTheSameRate() {
    shop.spreader(1);
    for (String user : List.of("few", "many")) {
      shop.segment(user, "repeat", "spreader", 0).features(user, 1, 1, 1, 1, null);
    }
    shop.invitees("few", 3, 3, 3, 3).invitees("many", 30, 30, 30, 30);
    Map<String, Double> germination = byUser(SeedScores.GERMINATION_RAW, 3);
    Assertions.assertThat(germination.get("many")).isGreaterThan(germination.get("few"));
    Map<String, Double> purity = byUser(SeedScores.PURITY_RAW, 3);
    Assertions.assertThat(purity.get("many")).isGreaterThan(purity.get("few"));
  }

  @Test
  void weightsOfWhatIsLeftOutGoToTheOthersInProportion() {
    IntStream.rangeClosed(1, 3).forEach(shop::spreader);
    shop.segment("x", "repeat", "spreader", 0.5).features("x", 2, 2, 2, 100, null);
    Row x = shop.scores(Candidates.rules(4)).where(SeedScores.USER_ID.col().equalTo("x")).first();
    double expected =
        100
            * Math.exp(
                (0.15 * Math.log(real(x, SeedScores.MATURITY))
                        + 0.20 * Math.log(real(x, SeedScores.SOUNDNESS))
                        + 0.25 * Math.log(real(x, SeedScores.WEIGHT)))
                    / 0.60);
    Assertions.assertThat(real(x, SeedScores.SCORE)).isCloseTo(expected, within(1e-9));
  }

  @Test
  void contributionsAddToTheLogarithmOfTheScoreAboveTheMedians() {
    IntStream.rangeClosed(1, 25).forEach(shop::spreader);
    for (int i = 0; i < 5; i++) {
      shop.segment("x" + i, "repeat", "distributor", 0)
          .features("x" + i, 5L * i, i, 3L * i, 10L * i, null);
    }
    List<Row> rows = shop.scores(Candidates.rules(20)).collectAsList();
    List<Criterion> criteria = Criterion.all(Candidates.rules(20));
    Map<Criterion, Double> medians =
        criteria.stream().collect(Collectors.toMap(c -> c, c -> median(rows, c.percentile())));
    Assertions.assertThat(rows)
        .hasSize(30)
        .allSatisfy(
            row -> {
              List<Criterion> had =
                  criteria.stream().filter(c -> value(row, c.percentile()) != null).toList();
              double total = had.stream().mapToDouble(Criterion::weight).sum();
              double contributions =
                  had.stream().mapToDouble(c -> real(row, c.contribution())).sum();
              double medianPart =
                  had.stream()
                      .mapToDouble(c -> c.weight() / total * Math.log(medians.get(c)))
                      .sum();
              Assertions.assertThat(contributions)
                  .isCloseTo(
                      Math.log(real(row, SeedScores.SCORE) / 100) - medianPart, within(1e-9));
            });
  }

  @Test
  void everyScoreNamesTheFitsItRestsOn() {
    shop.spreader(1).alive("u01", 0.5);
    assertThat(shop.scores(Candidates.rules(20)))
        .on(SeedScores.FIT_VERSION)
        .hasRows(row("labels+outlook+priors"));
  }

  private void everybody(String... users) {
    for (String user : users) {
      shop.features(user, 10, 2, 5, 100, null);
    }
  }

  private Map<String, Double> byUser(Field field, int minimumCandidates) {
    return shop.scores(Candidates.rules(minimumCandidates)).collectAsList().stream()
        .collect(
            Collectors.toMap(
                row -> (String) value(row, SeedScores.USER_ID), row -> real(row, field)));
  }

  private static double median(List<Row> rows, Field field) {
    double[] sorted =
        rows.stream()
            .filter(row -> value(row, field) != null)
            .mapToDouble(row -> real(row, field))
            .sorted()
            .toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private static List<Object> values(Row row, Field... fields) {
    return Stream.of(fields).map(field -> value(row, field)).collect(Collectors.toList());
  }

  private static Object value(Row row, Field field) {
    return row.getAs(field.name());
  }

  private static double real(Row row, Field field) {
    return row.<Double>getAs(field.name());
  }
}
