package io.seedbed.models.profiles;

import static io.seedbed.features.testing.Spark.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.seedbed.features.facts.Memberships;
import io.seedbed.features.facts.OrderLines;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.testing.DatasetAssert;
import io.seedbed.features.testing.DuckDb;
import io.seedbed.features.testing.Fixture;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserAcquisition;
import io.seedbed.models.roles.ChatRoles;
import io.seedbed.models.segmentation.UserSegments;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentProfilesTest {

  private static final RunDate RUN_DATE =
      new RunDate(LocalDate.of(2026, 6, 30), ZoneId.of("Asia/Shanghai"));
  private static final ProfileRules RULES =
      new ProfileRules(
          90,
          4,
          1.96,
          List.of(new ProfileRules.DayPart("am", 0), new ProfileRules.DayPart("pm", 12)));

  private final Fixture segments =
      of(
          UserSegments.TABLE,
          UserSegments.USER_ID,
          UserSegments.SEGMENT,
          UserSegments.REPEAT_TYPE,
          UserSegments.REASONS);
  private final Fixture acquisitions =
      of(UserAcquisition.TABLE, UserAcquisition.USER_ID, UserAcquisition.ROUTE);
  private final Fixture stays =
      of(Memberships.TABLE, Memberships.USER_ID, Memberships.JOINED_AT, Memberships.SCENE);
  private final Fixture roles =
      of(ChatRoles.TABLE, ChatRoles.GROUP_ID, ChatRoles.USER_ID, ChatRoles.ROLE);
  private final Fixture orders =
      of(OrderValues.TABLE, OrderValues.USER_ID, OrderValues.PAID_AT, OrderValues.CHANNEL);
  private final Fixture lines =
      of(
          OrderLines.TABLE,
          OrderLines.USER_ID,
          OrderLines.ORDERED_AT,
          OrderLines.CATEGORY,
          OrderLines.KIND);

  @Test
  void theIndexIsTheShareOfTheClassOverTheShareOfAll() {
    for (int i = 0; i < 4; i++) {
      user("fan" + i, "repeat", "fan");
      user("one" + i, "non_repeat", null);
    }
    for (int i = 0; i < 3; i++) {
      acquisitions.row("fan" + i, "joined_group");
    }
    acquisitions.row("one0", "joined_group");
    acquisitions.row("stranger", "first_order");
    Dataset<Row> profiles = profiles();

    DatasetAssert.assertThat(profiles).conformsTo(SegmentProfiles.TABLE);
    DatasetAssert.assertThat(profiles)
        .on(
            SegmentProfiles.LEAF,
            SegmentProfiles.VALUE,
            SegmentProfiles.USERS,
            SegmentProfiles.LEAF_USERS,
            SegmentProfiles.VALUE_USERS,
            SegmentProfiles.ALL_USERS,
            SegmentProfiles.TGI,
            SegmentProfiles.IS_RELIABLE)
        .hasRows(
            row("fan", "joined_group", 3, 4, 4, 8, 150.0, true),
            row("fan", "unknown", 1, 4, 4, 8, 50.0, true),
            row("non_repeat", "joined_group", 1, 4, 4, 8, 50.0, true),
            row("non_repeat", "unknown", 3, 4, 4, 8, 150.0, true));
    Row fans = profiles.where("leaf = 'fan' AND value = 'joined_group'").head();
    // Wilson's interval of 3 of 4 is .3006 to .9544
    assertThat(fans.<Double>getAs("tgi_low")).isCloseTo(200 * .300636, within(1e-3));
    assertThat(fans.<Double>getAs("tgi_high")).isCloseTo(200 * .954414, within(1e-3));
  }

  @Test
  void anAttributeThatTheShopDoesNotHaveIsLeftOut() {
    user("u", "non_repeat", null);
    stays.row("u", "2026-06-01T00:00:00Z", null);
    orders.row("u", "2026-06-01T00:00:00Z", null);
    DatasetAssert.assertThat(profiles())
        .on(SegmentProfiles.ATTRIBUTE, SegmentProfiles.VALUE)
        .hasRows(row("purchase_day_part", "am"), row("purchase_weekday", "monday"));
  }

  @Test
  void ordersAreOfTheLastDaysInTheBusinessZone() {
    user("u", "non_repeat", null);
    orders.row("u", "2026-06-29T15:59:59Z", "app");
    orders.row("u", "2026-06-29T16:00:00Z", "mini");
    orders.row("u", "2026-04-01T15:59:59Z", "old");
    lines.row("u", "2026-06-29T16:00:00Z", "tea", "purchase");
    lines.row("u", "2026-06-29T16:00:00Z", "cup", "gift");
    DatasetAssert.assertThat(profiles())
        .on(SegmentProfiles.ATTRIBUTE, SegmentProfiles.VALUE)
        .hasRows(
            row("order_channel", "app"),
            row("order_channel", "mini"),
            row("purchase_day_part", "pm"),
            row("purchase_day_part", "am"),
            row("purchase_weekday", "monday"),
            row("purchase_weekday", "tuesday"),
            row("product_category", "tea"));
  }

  @Test
  void repeatUsersOfNoKnownKindAreAClassOfTheirOwn() {
    user("u", "repeat", "unknown");
    user("v", "unknown", null);
    roles.row("g", "u", "sharer");
    roles.row("h", "u", "seeker");
    DatasetAssert.assertThat(profiles())
        .on(SegmentProfiles.LEAF, SegmentProfiles.VALUE)
        .hasRows(row("repeat_unknown", "seeker"), row("unknown", "unknown"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void profilesAreWhatDuckDbSays(long seed) {
    generate(new Random(seed));
    try (DuckDb duck = DuckDb.open()) {
      duck.load("users", segments.dataset().drop(UserSegments.REASONS.name()))
          .load(UserAcquisition.TABLE, acquisitions.dataset())
          .load(Memberships.TABLE, stays.dataset())
          .load(ChatRoles.TABLE, roles.dataset())
          .load(OrderValues.TABLE, orders.dataset())
          .load(OrderLines.TABLE, lines.dataset());
      assertThat(duck.mismatches(SegmentProfiles.TABLE, profiles(), PROFILES)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void partitionsAndTheOrderOfRowsChangeNothing(int partitions) {
    generate(new Random(7));
    Dataset<Row> again =
        SegmentProfiles.from(
            sources(rows -> rows.orderBy(rows.columns()[0]).repartition(partitions)),
            RULES,
            RUN_DATE);
    DatasetAssert.assertThat(again).hasSameRowsAs(profiles());
  }

  @Test
  void nothingIsMultiplied() {
    user("u", "non_repeat", null);
    String plan = profiles().queryExecution().executedPlan().toString();
    assertThat(plan).doesNotContain("CartesianProduct").doesNotContain("BroadcastNestedLoopJoin");
  }

  @Test
  void rulesOutOfRangeAreRefusedWithTheirKey() {
    List<ProfileRules.DayPart> parts = RULES.dayParts();
    refused(() -> new ProfileRules(0, 1, 1, parts), "purchase-days is 0.");
    refused(() -> new ProfileRules(1, 0, 1, parts), "least-users is 0.");
    refused(() -> new ProfileRules(1, 1, 0, parts), "interval-deviations is 0.0.");
    refused(() -> new ProfileRules.DayPart("x", 24), "from-hour is 24.");
    refused(() -> new ProfileRules(1, 1, 1, List.of()), "day-parts does not begin with hour 0.");
    refused(
        () -> new ProfileRules(1, 1, 1, List.of(parts.get(0), parts.get(0))),
        "day-parts holds 'am' out of order or twice.");
  }

  private static void refused(Runnable rules, String message) {
    assertThatThrownBy(rules::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  private static Fixture of(Table table, Field... given) {
    return Fixture.of(table, RUN_DATE.zone(), given);
  }

  private void user(String id, String segment, String repeatType) {
    segments.row(id, segment, repeatType, List.of());
  }

  private Dataset<Row> profiles() {
    return SegmentProfiles.from(sources(rows -> rows), RULES, RUN_DATE);
  }

  private SegmentProfiles.Sources sources(UnaryOperator<Dataset<Row>> laidOut) {
    return new SegmentProfiles.Sources(
        laidOut.apply(segments.dataset()),
        laidOut.apply(acquisitions.dataset()),
        laidOut.apply(stays.dataset()),
        laidOut.apply(roles.dataset()),
        laidOut.apply(orders.dataset()),
        laidOut.apply(lines.dataset()));
  }

  private void generate(Random random) {
    for (int i = 0; i < 80; i++) {
      boolean isRepeat = random.nextBoolean();
      user(
          "u" + i,
          isRepeat ? "repeat" : oneOf(random, "prospect", "problem", "non_repeat"),
          isRepeat ? oneOf(random, "distributor", "spreader", "fan", "unknown") : null);
      if (random.nextInt(4) > 0) {
        acquisitions.row("u" + i, oneOf(random, "joined_group", "first_order", "first_message"));
      }
    }
    for (int i = 0; i < 120; i++) {
      stays.row(user(random), instant(random), oneOf(random, "qr", "invite", null));
      roles.row("g" + i, user(random), oneOf(random, "seeker", "sharer", "onlooker", "unknown"));
      orders.row(user(random), instant(random), oneOf(random, "app", "shop", null));
      lines.row(
          user(random),
          instant(random),
          oneOf(random, "tea", "cups", null),
          oneOf(random, "purchase", "purchase", "gift"));
    }
  }

  private static String user(Random random) {
    return random.nextInt(10) == 0 ? "stranger" : "u" + random.nextInt(80);
  }

  private static String instant(Random random) {
    Instant asOf = RUN_DATE.asOf();
    return asOf.minusSeconds(3_600L * (random.nextInt(24 * 110) + 1)).toString();
  }

  private static String oneOf(Random random, String... values) {
    return values[random.nextInt(values.length)];
  }

  private static final String PROFILES =
      """
      WITH classes AS (
        SELECT user_id, CASE WHEN repeat_type = 'unknown' THEN 'repeat_unknown'
          ELSE coalesce(repeat_type, segment) END AS leaf
        FROM users
      ), known AS (
        SELECT user_id, 'acquisition_route' AS attribute, route AS value FROM user_acquisition
        UNION SELECT user_id, 'join_scene', scene FROM memberships
        UNION SELECT user_id, 'chat_role', arg_min(role, list_position(
            ['opinion_leader', 'seeker', 'sharer', 'ordinary', 'onlooker', 'unknown'], role))
          FROM chat_roles GROUP BY user_id
        UNION SELECT user_id, 'order_channel', channel FROM order_values
          WHERE day > DATE '2026-06-30' - 90
        UNION SELECT user_id, 'purchase_weekday', lower(dayname(day)) FROM order_values
          WHERE day > DATE '2026-06-30' - 90
        UNION SELECT user_id, 'purchase_day_part',
            if(hour(timezone('Asia/Shanghai', timezone('UTC', paid_at))) < 12, 'am', 'pm')
          FROM order_values WHERE day > DATE '2026-06-30' - 90
        UNION SELECT user_id, 'product_category', category FROM order_lines
          WHERE day > DATE '2026-06-30' - 90 AND kind = 'purchase'
      ), held AS (
        SELECT c.user_id, leaf, attribute, value
        FROM classes c JOIN known USING (user_id) WHERE value IS NOT NULL
      ), whole AS (
        FROM held
        UNION ALL
        SELECT user_id, leaf, attribute, 'unknown'
        FROM classes CROSS JOIN (SELECT DISTINCT attribute FROM held)
        WHERE (user_id, attribute) NOT IN (SELECT (user_id, attribute) FROM held)
      ), counted AS (
        SELECT leaf, attribute, value, count(*) AS users,
          (SELECT count(*) FROM classes c WHERE c.leaf = w.leaf) AS n,
          (SELECT count(*) FROM whole a WHERE a.attribute = w.attribute AND a.value = w.value)
            AS value_users,
          (SELECT count(*) FROM classes) AS all_users
        FROM whole w GROUP BY leaf, attribute, value
      )
      SELECT DATE '2026-06-30' AS run_date, leaf, attribute, value, users, n AS leaf_users,
        value_users, all_users, users / n AS share, value_users / all_users AS share_overall,
        100 * share / share_overall AS tgi,
        100 * (share + 1.96^2 / (2 * n) - 1.96 * sqrt(share * (1 - share) / n
          + 1.96^2 / (4 * n^2))) / (1 + 1.96^2 / n) / share_overall AS tgi_low,
        100 * (share + 1.96^2 / (2 * n) + 1.96 * sqrt(share * (1 - share) / n
          + 1.96^2 / (4 * n^2))) / (1 + 1.96^2 / n) / share_overall AS tgi_high,
        n >= 4 AND value_users >= 4 AS is_reliable
      FROM counted
      """;
}
