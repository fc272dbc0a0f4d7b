package io.seedbed.models.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.table.Field;
import io.seedbed.features.testing.Spark;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.testing.SegmentOracle;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Labels over nights, each following the one before. */
class HysteresisTest {

  private static final int NIGHTS = 30;
  private static final double KEPT = Math.pow(2, -1 / 7.0);

  private record Flag(Field probability, Field smoothed, Field flag, Field since) {}

  private static final Flag PROBLEM =
      new Flag(
          UserSegments.P_PROBLEM,
          UserSegments.SMOOTHED_PROBLEM,
          UserSegments.IS_PROBLEM,
          UserSegments.PROBLEM_SINCE);
  private static final Flag SPREADER =
      new Flag(
          UserSegments.P_SPREADER,
          UserSegments.SMOOTHED_SPREADER,
          UserSegments.IS_SPREADER,
          UserSegments.SPREADER_SINCE);
  private static final Flag DISTRIBUTOR =
      new Flag(
          UserSegments.P_DISTRIBUTOR,
          UserSegments.SMOOTHED_DISTRIBUTOR,
          UserSegments.IS_DISTRIBUTOR,
          UserSegments.DISTRIBUTOR_SINCE);

  private static final List<Map<String, Row>> STORY = new ArrayList<>();

  @BeforeAll
  static void liveNights() {
    Random random = new Random(11);
    Optional<Dataset<Row>> yesterday = Optional.empty();
    for (int night = 0; night < NIGHTS; night++) {
      Users users = new Users();
      someUsers(users, night, random);
      namedUsers(users, night);
      List<Row> rows = segments(users, night, yesterday).collectAsList();
      yesterday = Optional.of(Spark.session().createDataFrame(rows, UserSegments.TABLE.schema()));
      STORY.add(rows.stream().collect(Collectors.toMap(row -> row.getAs("user_id"), row -> row)));
    }
  }

  @Test
  void flagsFollowTheProbabilitiesAsTheyAreDefined() {
    int raised = 0;
    int lowered = 0;
    for (Flag flag : List.of(PROBLEM, SPREADER, DISTRIBUTOR)) {
      Map<String, State> before = Map.of();
      for (int night = 0; night < NIGHTS; night++) {
        Map<String, State> tonight = new HashMap<>();
        for (Map.Entry<String, Row> user : STORY.get(night).entrySet()) {
          State expected = expected(user.getValue(), flag, before.get(user.getKey()), day(night));
          assertThat(State.of(user.getValue(), flag))
              .as("%s of %s on night %d", flag.flag().name(), user.getKey(), night)
              .isEqualTo(expected);
          raised += night > 0 && expected.isUp && expected.since.equals(day(night)) ? 1 : 0;
          lowered += night > 0 && !expected.isUp && expected.since.equals(day(night)) ? 1 : 0;
          tonight.put(user.getKey(), expected);
        }
        before = tonight;
      }
    }
    assertThat(raised).isGreaterThan(20);
    assertThat(lowered).isGreaterThan(5);
  }

  @Test
  void aDistributorIsOneAfterTwoWeeksAndNoneOnceTheRuleHasFailedForAWhile() {
    assertThat(labels("distributor"))
        .containsExactly(
            "0 fan first_seen", "14 distributor distributes", "28 fan stopped_distributing");
  }

  @Test
  void whatIsSevereFlagsTheSameNightAndPurchasesDoNotWait() {
    assertThat(labels("fraud"))
        .containsExactly("0 fan first_seen", "3 problem severe_event", "17 fan problem_over");
    assertThat(labels("buyer"))
        .containsExactly(
            "0 prospect first_seen",
            "2 non_repeat first_purchase",
            "5 fan came_back",
            "8 non_repeat purchase_taken_back");
  }

  @Test
  void theNearestFlipSaysHowManyNightsItTakes() {
    assertThat(flip(0, "held")).isEqualTo("-2.0 buying_invitees_180d fan 14");
    assertThat(flip(1, "held")).isEqualTo("0.0 smoothed_distributor fan 13");
    assertThat(isDistributor(13, "held")).isTrue();
    assertThat(isDistributor(14, "held")).isFalse();
    assertThat(flip(1, "distributor")).isEqualTo("0.0 smoothed_distributor distributor 13");
    assertThat(flip(13, "distributor")).isEqualTo("0.0 smoothed_distributor distributor 1");
    assertThat(isDistributor(13, "distributor")).isFalse();
    assertThat(flip(0, "quiet")).isEqualTo("1.0 buying_invitees_180d distributor 14");
  }

  /** Of a warehouse from before there was any history, whose new columns read as null. */
  @Test
  void rowsWithoutAHistoryBeginOne() {
    Users users = new Users().buyer("u", 2).inviting("u", 0, 4, 2);
    Dataset<Row> old =
        segments(users, 0, Optional.empty())
            .withColumns(
                Stream.of(
                        UserSegments.SMOOTHED_PROBLEM,
                        UserSegments.SMOOTHED_DISTRIBUTOR,
                        UserSegments.SMOOTHED_SPREADER,
                        UserSegments.PROBLEM_SINCE,
                        UserSegments.DISTRIBUTOR_SINCE,
                        UserSegments.SPREADER_SINCE,
                        UserSegments.LABEL_SINCE,
                        UserSegments.LABEL_BEFORE,
                        UserSegments.LABEL_CAUSE)
                    .collect(Collectors.toMap(Field::name, Field::isNull)));

    Row row = segments(users, 1, Optional.of(old)).first();

    assertThat(row.<Boolean>getAs("is_distributor")).isTrue();
    assertThat(row.<Double>getAs("smoothed_distributor")).isEqualTo(1d);
    assertThat(row.<Date>getAs("label_since").toLocalDate()).isEqualTo(day(1));
    assertThat(row.<String>getAs("label_cause")).isEqualTo("first_seen");
    assertThat(row.<String>getAs("label_before")).isNull();
  }

  @Test
  void changesIntervalsAndFlowsTellTheSameStory() {
    RunDate first = date(0);
    Dataset<Row> monday =
        segments(new Users().buyer("a", 1).buyer("b", 2).user("leaves"), 0, Optional.empty());
    Users later =
        new Users()
            .buyer("a", 2, UserFeatures.NET_SPEND_90D_MINOR, 700L)
            .buyer("b", 2, UserFeatures.NET_SPEND_90D_MINOR, 50L);
    Dataset<Row> tuesday = segments(later, 1, Optional.of(monday));
    Dataset<Row> changes =
        SegmentChanges.from(monday, Optional.empty(), new Users().buyer("a", 1).features(), first)
            .unionByName(
                SegmentChanges.from(tuesday, Optional.of(monday), later.features(), date(1)));

    assertThat(lines(SegmentIntervals.from(changes), "user_id", "from_day", "to_day", "leaf"))
        .containsExactlyInAnyOrder(
            "a %s %s non_repeat".formatted(day(0), day(0)),
            "a %s null fan".formatted(day(1)),
            "b %s null fan".formatted(day(0)),
            "leaves %s %s prospect".formatted(day(0), day(0)));
    assertThat(
            lines(
                SegmentFlows.from(changes).where("grain = 'month'"),
                "period",
                "from_leaf",
                "to_leaf",
                "changes",
                "net_spend_90d_minor"))
        .containsExactlyInAnyOrder(
            "2026-06-01 (none) fan 1 0",
            "2026-06-01 (none) non_repeat 1 0",
            "2026-06-01 (none) prospect 1 0",
            "2026-06-01 non_repeat fan 1 700",
            "2026-06-01 prospect (none) 1 0");
  }

  /** What the definition says, written down once more over plain numbers. */
  private static State expected(Row row, Flag flag, State before, LocalDate day) {
    Double p = row.getAs(flag.probability().name());
    boolean isDecreed =
        flag.equals(PROBLEM) && p == 1d && !row.getAs("user_id").toString().startsWith("rate");
    boolean isFirst = before == null || before.smoothed == null;
    if (p == null) {
      return new State(null, false, before != null && !before.isUp ? before.since : day);
    }
    double smoothed = isFirst || isDecreed ? p : (KEPT * before.smoothed) + ((1 - KEPT) * p);
    boolean isUp = (isFirst || isDecreed) ? smoothed >= 0.70 : before.isUp;
    if (!isFirst && !isDecreed) {
      boolean isDwelt = !before.since.plusDays(14).isAfter(day);
      if (before.isUp && smoothed <= 0.40 && isDwelt) {
        isUp = false;
      }
      if (!before.isUp && smoothed >= 0.70 && (isDwelt || flag.equals(PROBLEM))) {
        isUp = true;
      }
    }
    boolean stays = before != null && before.isUp == isUp;
    return new State(smoothed, isUp, stays ? before.since : day);
  }

  private record State(Double smoothed, boolean isUp, LocalDate since) {
    static State of(Row row, Flag flag) {
      return new State(
          row.getAs(flag.smoothed().name()),
          row.<Boolean>getAs(flag.flag().name()),
          row.<Date>getAs(flag.since().name()).toLocalDate());
    }
  }

  /** Users whose orders, shares and invitees come and go by chance; some appear later. */
  private static void someUsers(Users users, int night, Random random) {
    for (int i = 0; i < 20; i++) {
      if (night < i / 4) {
        continue;
      }
      boolean isBusy = (night / (6 + i)) % 2 == 0;
      long bad = isBusy ? random.nextInt(6) : 0;
      users.buyer(
          "rate" + i,
          4,
          UserFeatures.PAID_ORDERS,
          8L,
          UserFeatures.DECAYED_ORDERS,
          8.0,
          UserFeatures.BAD_ORDERS,
          bad,
          UserFeatures.DECAYED_BAD_ORDERS,
          (double) bad,
          UserFeatures.SHARES_90D,
          isBusy ? 12L : (long) random.nextInt(4),
          UserFeatures.SHARE_DAYS_90D,
          5L,
          UserFeatures.EXPOSURE_WEEKS_90D,
          random.nextInt(9) == 0 ? 0L : 12L);
      users.inviting("rate" + i, random.nextInt(2), isBusy ? 3 : random.nextInt(3), 2);
      users.buyer(
          "severe" + i, 3, UserFeatures.SEVERE_EVENT, random.nextInt(8) == 0 ? "fraud" : null);
    }
  }

  private static void namedUsers(Users users, int night) {
    users
        .buyer("distributor", 2)
        .inviting("distributor", 0, night >= 1 && night < 21 ? 4 : 0, 2)
        .buyer("held", 2)
        .inviting("held", 0, night < 1 ? 4 : 0, 2)
        .buyer("quiet", 2)
        .inviting("quiet", 0, 2, 2)
        .buyer("fraud", 2, UserFeatures.SEVERE_EVENT, night == 3 || night == 4 ? "fraud" : null)
        .buyer("buyer", night < 2 ? 0 : night < 5 ? 1 : night < 8 ? 2 : 1);
  }

  private static Dataset<Row> segments(Users users, int night, Optional<Dataset<Row>> yesterday) {
    return UserSegments.from(
        users.features(),
        users.inviters(),
        Users.FITS,
        SegmentOracle.RULES,
        date(night),
        yesterday);
  }

  /** The nights on which a label began, with the label and its cause. */
  private static List<String> labels(String user) {
    List<String> labels = new ArrayList<>();
    for (int night = 0; night < STORY.size(); night++) {
      Row row = STORY.get(night).get(user);
      if (row.<Date>getAs("label_since").toLocalDate().equals(day(night))) {
        String type = row.getAs("repeat_type");
        labels.add(
            "%d %s %s"
                .formatted(
                    night,
                    type == null ? row.<String>getAs("segment") : type,
                    row.<String>getAs("label_cause")));
      }
    }
    return labels;
  }

  private static String flip(int night, String user) {
    Row row = STORY.get(night).get(user);
    return "%s %s %s %s"
        .formatted(
            row.<Double>getAs("flip_by"),
            row.<String>getAs("flip_rule"),
            row.<String>getAs("flip_to"),
            row.<Long>getAs("flip_nights"));
  }

  private static boolean isDistributor(int night, String user) {
    return STORY.get(night).get(user).<Boolean>getAs("is_distributor");
  }

  private static List<String> lines(Dataset<Row> rows, String first, String... others) {
    return rows.select(first, others).collectAsList().stream()
        .map(row -> row.mkString(" "))
        .toList();
  }

  private static LocalDate day(int night) {
    return Users.RUN_DATE.day().minusDays(29).plusDays(night);
  }

  private static RunDate date(int night) {
    return Users.RUN_DATE.on(day(night));
  }
}
