package io.seedbed.models.growth;

import static io.seedbed.features.testing.DatasetAssert.assertThat;
import static org.apache.spark.sql.functions.bool_and;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.facts.Invites;
import io.seedbed.features.facts.Memberships;
import io.seedbed.features.table.Table;
import io.seedbed.features.testing.DuckDb;
import io.seedbed.features.testing.Fixture;
import io.seedbed.features.testing.Spark;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserAcquisition;
import io.seedbed.models.referral.InviteEdges;
import io.seedbed.models.segmentation.UserSegments;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AarrrLongTest {

  private static final RunDate LATE = runDate("2026-06-30");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void agreesWithTheOracleOnEveryMeasure(long seed) {
    GrowthWorld world = new GrowthWorld(seed);
    Dataset<Row> stages = unfolded(world.aarrr()).localCheckpoint();

    assertThat(stages).conformsTo(AarrrLong.TABLE);
    try (DuckDb oracle = world.inDuckDb()) {
      assertThat(oracle.mismatches(AarrrLong.TABLE, stages, GrowthWorld.ORACLE.aarrr())).isEmpty();
    }
  }

  @Test
  void theLayoutOfTheRowsChangesNothing() {
    GrowthWorld world = new GrowthWorld(4);
    Dataset<Row> stages = unfolded(world.aarrr()).localCheckpoint();

    Laying.ways().forEach(way -> assertThat(unfolded(world.aarrr(way))).hasSameRowsAs(stages));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-08, true, 1, 1",
    "2026-01-07, false, , 0",
  })
  void activationIsCompleteOnceD0Plus7HasPassed(
      String runDay, boolean isComplete, Long numerator, long denominator) {
    Dataset<Row> stages =
        stages(
            acquired("2026-01-01"),
            days().row("u", "2026-01-08", 1, 0, 0, 0).row("u", "2026-01-01", 0, 0, 0, 0),
            runDate(runDay));

    assertThat(figure(stages, "day", "activated_users"))
        .hasRows(new Object[] {numerator, denominator, isComplete, false});
  }

  @Test
  void aPaidOrderActivatesEvenIfItIsRefundedLater() {
    Dataset<Row> stages =
        stages(acquired("2026-01-01"), days().row("u", "2026-01-05", 0, 1, 0, 0), LATE);

    assertThat(figure(stages, "day", "activated_users"))
        .hasRows(new Object[] {1L, 1L, true, false});
    assertThat(figure(stages, "day", "buyers")).hasRows(new Object[] {0L, 1L, true, true});
  }

  @Test
  void aMonthIsIncompleteUntilItIsOver() {
    Fixture nobody = days();

    assertThat(
            figure(
                stages(acquired("2026-01-01"), nobody, runDate("2026-01-30")),
                "month",
                "acquired_users"))
        .hasRows(new Object[] {1L, null, false, false});
    assertThat(
            figure(
                stages(acquired("2026-01-01"), nobody, runDate("2026-01-31")),
                "month",
                "acquired_users"))
        .hasRows(new Object[] {1L, null, true, false});
  }

  @Test
  void aLaterMemberLeavesTheDenominatorAndMarksTheCohort() {
    Fixture acquisitions = acquired("2026-01-01");
    acquisitions.row("v", "2026-01-31", null, null, null, false);
    Dataset<Row> stages =
        stages(
            acquisitions,
            days().row("u", "2026-01-31", 1, 0, 0, 0).row("v", "2026-02-07", 1, 0, 0, 0),
            runDate("2026-02-10"));

    assertThat(figure(stages, "month", "either_n_day_30"))
        .hasRows(new Object[] {1L, 1L, false, false});
    assertThat(figure(stages, "month", "chat_n_day_7")).hasRows(new Object[] {1L, 2L, true, false});
  }

  @Test
  void unboundedRetentionIsOpenEnded() {
    Dataset<Row> stages =
        stages(acquired("2026-01-01"), days().row("u", "2026-03-01", 0, 1, 1, 9), LATE);

    assertThat(figure(stages, "day", "purchase_unbounded_30"))
        .hasRows(new Object[] {1L, 1L, true, true});
  }

  @Test
  void aSecondPurchaseDayOnDay30IsARepeatWithin30Days() {
    Fixture purchases =
        days().row("u", "2026-01-02", 0, 2, 2, 500).row("u", "2026-02-01", 0, 1, 1, 250);

    assertThat(figure(stages(acquired("2026-01-01"), purchases, LATE), "day", "repeat_30d"))
        .hasRows(new Object[] {1L, 1L, true, true});
  }

  @Test
  void aSecondPurchaseDayOnDay31IsNot() {
    Fixture purchases =
        days().row("u", "2026-01-02", 0, 2, 2, 500).row("u", "2026-02-02", 0, 1, 1, 250);
    Dataset<Row> stages = stages(acquired("2026-01-01"), purchases, LATE);

    assertThat(figure(stages, "day", "repeat_30d")).hasRows(new Object[] {0L, 1L, true, true});
    assertThat(figure(stages, "day", "repeat_60d")).hasRows(new Object[] {1L, 1L, true, true});
    assertThat(figure(stages, "day", "arppu")).hasRows(new Object[] {750L, 1L, true, true});
  }

  @Test
  void aRefundedSecondOrderMakesNoRepeat() {
    Fixture purchases =
        days().row("u", "2026-01-02", 0, 1, 1, 500).row("u", "2026-01-09", 0, 1, 0, 0);

    assertThat(figure(stages(acquired("2026-01-01"), purchases, LATE), "day", "repeat_90d"))
        .hasRows(new Object[] {0L, 1L, true, true});
  }

  @Test
  void kCountsInvitesUntilD0Plus30OnceD0Plus120HasPassed() {
    Dataset<Row> edges =
        edges()
            .row("a", "u", "x", "2026-01-31T15:59:59Z", "2026-02-01", "bound", true)
            .row("b", "u", "y", "2026-01-31T16:00:00Z", "2026-02-01", "bound", true)
            .row("c", "u", "z", "2026-01-05T00:00:00Z", null, "pending", false)
            .dataset();
    Dataset<Row> unknownInvitee =
        Fixture.of(Invites.TABLE, GrowthWorld.ZONE, Invites.INVITER_ID, Invites.INVITED_AT)
            .row("u", "2026-01-06T00:00:00Z")
            .dataset();

    Dataset<Row> mature =
        stages(acquired("2026-01-01"), unknownInvitee, edges, runDate("2026-05-01"));
    assertThat(figure(mature, "day", "k_factor")).hasRows(new Object[] {1L, 1L, true, false});
    assertThat(figure(mature, "day", "invites_per_user"))
        .hasRows(new Object[] {3L, 1L, true, false});
    assertThat(figure(mature, "day", "qualified_per_invite"))
        .hasRows(new Object[] {1L, 3L, true, false});
    assertThat(figure(mature, "day", "referrers")).hasRows(new Object[] {1L, 1L, true, true});

    Dataset<Row> immature =
        stages(acquired("2026-01-01"), unknownInvitee, edges, runDate("2026-04-30"));
    assertThat(figure(immature, "day", "k_factor")).hasRows(new Object[] {null, 0L, false, false});
    assertThat(figure(immature, "day", "referrers")).hasRows(new Object[] {null, 0L, false, true});
  }

  @Test
  void theClassOfTheInviterCutsTheCohorts() {
    Fixture acquisitions = acquired("2026-01-01");
    acquisitions.row("v", "2026-01-01", null, null, "u", false);
    acquisitions.row("w", "2026-01-01", null, null, "stranger", false);
    Dataset<Row> segments =
        Fixture.of(
                UserSegments.TABLE,
                GrowthWorld.ZONE,
                UserSegments.USER_ID,
                UserSegments.RUN_DATE,
                UserSegments.SEGMENT,
                UserSegments.REPEAT_TYPE,
                UserSegments.REASONS)
            .row("u", "2026-06-30", "repeat", "spreader", new Row[0])
            .dataset();
    Dataset<Row> stages =
        stages(acquisitions, days(), none(Invites.TABLE), none(InviteEdges.TABLE), segments, LATE);

    assertThat(
            stages
                .where(AarrrLong.GRAIN.col().equalTo("day"))
                .where(AarrrLong.DIMENSION.col().equalTo("inviter_class"))
                .where(AarrrLong.MEASURE.col().equalTo("acquired_users")))
        .on(AarrrLong.VALUE, AarrrLong.NUMERATOR)
        .hasRows(
            new Object[] {"repeat/spreader", 1L},
            new Object[] {"unknown", 1L},
            new Object[] {"(none)", 1L});
  }

  @Test
  void everyDimensionAddsUpToAll() {
    GrowthWorld world = new GrowthWorld(5);
    Dataset<Row> stages = unfolded(world.aarrr()).localCheckpoint();
    Dataset<Row> all = sums(stages, "all");

    List.of("channel", "campaign", "route", "inviter_class", "group", "segment")
        .forEach(dimension -> assertThat(sums(stages, dimension)).hasSameRowsAs(all));
  }

  @Test
  void aLeftTruncatedMemberMarksTheCohort() {
    Fixture acquisitions = acquired("2026-01-01");
    acquisitions.row("v", "2026-01-02", null, null, null, true);
    Dataset<Row> stages = stages(acquisitions, days(), LATE);

    assertThat(
            stages
                .where(AarrrLong.MEASURE.col().equalTo("acquired_users"))
                .where(AarrrLong.DIMENSION.col().equalTo("all"))
                .where(AarrrLong.GRAIN.col().notEqual("week")))
        .on(AarrrLong.GRAIN, AarrrLong.DAY, AarrrLong.IS_LEFT_TRUNCATED)
        .hasRows(
            new Object[] {"day", "2026-01-01", false},
            new Object[] {"day", "2026-01-02", true},
            new Object[] {"month", "2026-01-01", true});
  }

  @Test
  void everyMeasureIsDescribedOnce() {
    Dataset<Row> stages = stages(acquired("2026-01-01"), days(), LATE);

    assertThat(
            stages
                .where(AarrrLong.DIMENSION.col().equalTo("all"))
                .where(AarrrLong.GRAIN.col().equalTo("day")))
        .on(AarrrLong.STAGE, AarrrLong.MEASURE)
        .hasRows(
            AarrrMeasures.of(GrowthWorld.AARRR).stream()
                .map(measure -> new Object[] {measure.stage(), measure.name()})
                .toArray(Object[][]::new));
  }

  private static Dataset<Row> sums(Dataset<Row> stages, String dimension) {
    return stages
        .where(AarrrLong.DIMENSION.col().equalTo(dimension))
        .groupBy(AarrrLong.GRAIN.col(), AarrrLong.DAY.col(), AarrrLong.MEASURE.col())
        .agg(
            sum(AarrrLong.NUMERATOR.col()),
            sum(AarrrLong.DENOMINATOR.col()),
            bool_and(AarrrLong.IS_COMPLETE.col()));
  }

  private static Dataset<Row> figure(Dataset<Row> stages, String grain, String measure) {
    return stages
        .where(AarrrLong.DIMENSION.col().equalTo("all"))
        .where(AarrrLong.GRAIN.col().equalTo(lit(grain)))
        .where(AarrrLong.MEASURE.col().equalTo(lit(measure)))
        .select(
            AarrrLong.NUMERATOR.col(),
            AarrrLong.DENOMINATOR.col(),
            AarrrLong.IS_COMPLETE.col(),
            AarrrLong.IS_OPEN_ENDED.col());
  }

  private static Dataset<Row> stages(Fixture acquisitions, Fixture userDays, RunDate runDate) {
    return stages(
        acquisitions,
        userDays,
        none(Invites.TABLE),
        none(InviteEdges.TABLE),
        none(UserSegments.TABLE),
        runDate);
  }

  private static Dataset<Row> stages(
      Fixture acquisitions, Dataset<Row> invites, Dataset<Row> edges, RunDate runDate) {
    return stages(acquisitions, days(), invites, edges, none(UserSegments.TABLE), runDate);
  }

  private static Dataset<Row> stages(
      Fixture acquisitions,
      Fixture userDays,
      Dataset<Row> invites,
      Dataset<Row> edges,
      Dataset<Row> segments,
      RunDate runDate) {
    Dataset<Row> acquired = acquisitions.dataset();
    Dataset<Row> days = userDays.dataset();
    return unfolded(
            new AarrrInputs(
                acquired,
                Members.activity(acquired, days, GrowthWorld.RULES, runDate),
                Members.features(acquired, days, runDate),
                invites,
                edges,
                segments,
                none(Memberships.TABLE)),
            runDate)
        .localCheckpoint();
  }

  private static Dataset<Row> unfolded(AarrrInputs inputs) {
    return unfolded(inputs, GrowthWorld.RUN_DATE);
  }

  private static Dataset<Row> unfolded(AarrrInputs inputs, RunDate runDate) {
    Dataset<Row> cells = AarrrCells.from(inputs, GrowthWorld.RULES, runDate).localCheckpoint();
    assertThat(cells).conformsTo(AarrrCells.TABLE);
    return AarrrLong.from(
        cells,
        Spark.session()
            .createDataFrame(
                CountedMeasures.of(GrowthWorld.AARRR, runDate), CountedMeasures.TABLE.schema()));
  }

  private static Fixture acquired(String day) {
    return Fixture.of(
            UserAcquisition.TABLE,
            GrowthWorld.ZONE,
            UserAcquisition.USER_ID,
            UserAcquisition.ACQUIRED_DAY,
            UserAcquisition.CHANNEL,
            UserAcquisition.GROUP_ID,
            UserAcquisition.INVITER_ID,
            UserAcquisition.IS_LEFT_TRUNCATED)
        .row("u", day, null, null, null, false);
  }

  private static Fixture days() {
    return Fixture.of(
        UserDay.TABLE,
        GrowthWorld.ZONE,
        UserDay.USER_ID,
        UserDay.DAY,
        UserDay.MESSAGES,
        UserDay.PAID_ORDERS,
        UserDay.KEPT_ORDERS,
        UserDay.NET_MINOR);
  }

  private static Fixture edges() {
    return Fixture.of(
        InviteEdges.TABLE,
        GrowthWorld.ZONE,
        InviteEdges.INVITE_ID,
        InviteEdges.INVITER_ID,
        InviteEdges.INVITEE_ID,
        InviteEdges.INVITED_AT,
        InviteEdges.JOINED_DAY,
        InviteEdges.JUDGEMENT,
        InviteEdges.IS_QUALIFIED);
  }

  private static Dataset<Row> none(Table table) {
    return Fixture.of(table, GrowthWorld.ZONE).dataset();
  }

  private static RunDate runDate(String day) {
    return new RunDate(LocalDate.parse(day), GrowthWorld.ZONE);
  }
}
