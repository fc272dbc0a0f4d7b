package io.seedbed.notebooks.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.fit.PurchaseForecast;
import io.seedbed.models.purchase.UserOutlook;
import io.seedbed.models.referral.Inviters;
import io.seedbed.models.roles.ChatRoles;
import io.seedbed.models.seeds.SeedScores;
import io.seedbed.models.segmentation.LabelEvidence;
import io.seedbed.models.segmentation.Reason;
import io.seedbed.models.segmentation.SegmentIntervals;
import io.seedbed.models.segmentation.UserSegments;
import io.seedbed.notebooks.Language;
import java.sql.Date;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

class ExplanationTest {

  private static final Provenance PROVENANCE =
      new Provenance("run-7", LocalDate.of(2026, 3, 10), "abc123", "CNY", 2);
  private static final Map<Field, Object> SPREADER =
      Map.ofEntries(
          Map.entry(UserSegments.USER_ID, "ann"),
          Map.entry(UserSegments.SEGMENT, "repeat"),
          Map.entry(UserSegments.REPEAT_TYPE, "spreader"),
          Map.entry(UserSegments.IS_NOT_YET_DUE, false),
          Map.entry(UserSegments.IS_VOIDED_BUYER, false),
          Map.entry(UserSegments.PROBABILITY, 0.934),
          Map.entry(UserSegments.RUNNER_UP, "fan"),
          Map.entry(
              UserSegments.REASONS,
              reasons(
                  reason("smoothed_spreader", 0.934, 0.7, 0.234),
                  reason("shares_90d", 9.0, 2.0, 7.0),
                  reason("purchase_days", 1.0, 2.0, -1.0))),
          Map.entry(UserSegments.FLIP_TO, "distributor"),
          Map.entry(UserSegments.FLIP_RULE, "buying_invitees_180d"),
          Map.entry(UserSegments.FLIP_BY, 1.0),
          Map.entry(UserSegments.FLIP_NIGHTS, 13L),
          Map.entry(UserSegments.RULE_SET, "standard"),
          Map.entry(UserSegments.FIT_VERSION, "fit-9"));
  private static final Map<Field, Object> FEATURES =
      Map.of(
          UserFeatures.ACQUIRED_DAY, LocalDate.of(2026, 1, 1),
          UserFeatures.TENURE_DAYS, 68L,
          UserFeatures.PAID_ORDERS, 7L,
          UserFeatures.PURCHASE_DAYS, 5L,
          UserFeatures.FIRST_PURCHASE_DAY, LocalDate.of(2026, 1, 2),
          UserFeatures.LAST_PURCHASE_DAY, LocalDate.of(2026, 3, 1),
          UserFeatures.NET_SPEND_MINOR, 123450L,
          UserFeatures.BAD_ORDERS, 1L,
          UserFeatures.MESSAGES_90D, 1200L,
          UserFeatures.IS_SHARING_OBSERVED, false);

  @Test
  void aSpreaderIsExplainedInEnglish() {
    Explanation explanation =
        new Explanation(
            row(UserSegments.TABLE, SPREADER),
            new Known(
                Optional.of(row(UserFeatures.TABLE, FEATURES)),
                Optional.of(
                    row(
                        Inviters.TABLE,
                        Map.of(
                            Inviters.BOUND_INVITEES, 5L,
                            Inviters.QUALIFIED_INVITEES, 2L,
                            Inviters.MATURED_INVITEES, 3L))),
                Optional.of(
                    row(
                        UserOutlook.TABLE,
                        Map.of(
                            UserOutlook.LIFECYCLE,
                            "active",
                            UserOutlook.SILENT_DAYS,
                            9L,
                            PurchaseForecast.P_ALIVE,
                            0.95,
                            UserOutlook.HORIZON_DAYS,
                            90L,
                            PurchaseForecast.PURCHASES,
                            1.234,
                            PurchaseForecast.PURCHASES_LOW,
                            1.1,
                            PurchaseForecast.PURCHASES_HIGH,
                            1.4,
                            PurchaseForecast.NET,
                            9900L))),
                List.of(
                    row(
                        ChatRoles.TABLE,
                        Map.of(
                            ChatRoles.GROUP_ID,
                            "g1",
                            ChatRoles.ROLE,
                            "opinion_leader",
                            ChatRoles.QUESTIONS_28D,
                            1L,
                            ChatRoles.ANSWERS_28D,
                            12L)))),
            List.of(
                interval("2026-02-20", null, "spreader", "spreads"),
                interval("2026-01-02", "2026-02-19", "fan", "came_back")),
            List.of(
                evidence("share", "shares", "s9", "2026-03-09"),
                evidence("share", "shares", "s7", "2026-03-01"),
                evidence("qualified_invitee", "invites", "i2", "2026-02-01")),
            Optional.of(
                row(
                    SeedScores.TABLE,
                    Map.of(
                        SeedScores.LIST,
                        "seed",
                        SeedScores.GATE,
                        "passed",
                        SeedScores.RANK,
                        4L,
                        SeedScores.SCORE,
                        63.21,
                        SeedScores.MISSING,
                        "purity",
                        SeedScores.MATURITY_CONTRIBUTION,
                        0.05,
                        SeedScores.GERMINATION_CONTRIBUTION,
                        -0.214))),
            PROVENANCE);

    assertThat(explanation.in(Language.ENGLISH))
        .isEqualTo(
            """
            ann is a repeat customer, a spreader (93% sure; otherwise most likely a fan).

            Why
              - 93% chance of sharing more often than most repeat customers; a spreader has at least 70%.
              - 9 shares in 90 days; a spreader has at least 2.
              - 1 day with a purchase; a repeat customer has at least 2.

            What would change it
              - 1 more invitee who bought within 180 days would make them a distributor, if it lasts for 13 nights.

            Since when
              - Since 2026-02-20: a spreader, since they share often or bring customers.
              - From 2026-01-02 to 2026-02-19: a fan, by buying again.

            Rows behind it
              - Shares, in shares: s9 (2026-03-09), s7 (2026-03-01).
              - Qualified invitees, in invites: i2 (2026-02-01).

            What is known
              - Known since 2026-01-01 (68 days).
              - Bought on 5 days, first on 2026-01-02, last on 2026-03-01: 7 paid orders, CNY 1,234.50 after refunds; 1 went bad.
              - Lifecycle: active, last bought 9 days ago; 95% sure to be a customer still; in 90 days 1.23 purchase days (1.1 to 1.4) and CNY 99.00 are to be expected.
              - In 90 days 1,200 meaningful messages; no input shows whether they share.
              - In group g1 an opinion leader: 1 question and 12 answers in 28 days.
              - Brought in 5 users; 2 of the 3 who have had the time became qualified customers.

            As a seed user
              - 63.2 of 100 points on the list of seed candidates, rank 4.
              - Against the median candidate, in log points: germination -0.21, maturity +0.05.
              - Left out for want of input: purity.

            As of the end of 2026-03-10: run run-7, rules standard, fits fit-9, configuration abc123.
            """);
  }

  @Test
  void theSameIsSaidInChinese() {
    assertThat(explain(SPREADER, Map.of()).in(Language.CHINESE))
        .isEqualTo(
            """
            ann：复购用户·传播用户（把握 93%；其次可能：粉丝用户）。

            判定依据
              - 分享频率高于多数复购用户的概率 93%；传播用户至少 70%。
              - 近 90 日分享 9；传播用户至少 2。
              - 购买日 1；复购用户至少 2。

            如何改变
              - 近 180 日购买的绑定新客再增加 1，即成为分销用户（须持续 13 夜）。

            截至 2026-03-10 日终：运行 run-7，规则集 standard，拟合版本 fit-9，配置 abc123。
            """);
  }

  @Test
  void aProspectHasNoProbabilityNoFlipAndNoPurchases() {
    Map<Field, Object> prospect =
        Map.of(
            UserSegments.USER_ID,
            "pat",
            UserSegments.SEGMENT,
            "prospect",
            UserSegments.IS_NOT_YET_DUE,
            false,
            UserSegments.IS_VOIDED_BUYER,
            false,
            UserSegments.REASONS,
            reasons(),
            UserSegments.FIT_VERSION,
            "fit-9");
    Map<Field, Object> features =
        Map.of(
            UserFeatures.ACQUIRED_DAY, LocalDate.of(2026, 1, 1),
            UserFeatures.TENURE_DAYS, 68L,
            UserFeatures.PAID_ORDERS, 0L,
            UserFeatures.MESSAGES_90D, 3L,
            UserFeatures.SHARES_90D, 0L,
            UserFeatures.SHARE_DAYS_90D, 0L,
            UserFeatures.IS_SHARING_OBSERVED, true);

    assertThat(explain(prospect, features).in(Language.ENGLISH))
        .startsWith("pat is a prospect (how sure cannot be said).\n")
        .doesNotContain("Why\n")
        .contains("No single step would change the label.")
        .contains("Has not paid for an order yet.")
        .contains("In 90 days 3 meaningful messages and 0 shares on 0 days.");
  }

  @Test
  void theHistoryOfLabelsTellsTheOneOfADay() {
    LabelHistory history =
        new LabelHistory(
            List.of(
                interval("2026-02-20", null, "spreader", "spreads"),
                interval("2026-01-02", "2026-02-10", "fan", "came_back")),
            Language.ENGLISH);

    assertThat(history.on(LocalDate.of(2026, 1, 2)))
        .hasValueSatisfying(told -> assertThat(told).contains("a fan"));
    assertThat(history.on(LocalDate.of(2026, 2, 10))).isPresent();
    assertThat(history.on(LocalDate.of(2026, 2, 11))).isEmpty();
    assertThat(history.on(LocalDate.of(2026, 3, 1)))
        .contains("Since 2026-02-20: a spreader, since they share often or bring customers.");
  }

  @Test
  void aFlagThatOnlyWaitsForNightsIsSaidSo() {
    Map<Field, Object> waiting = new HashMap<>(SPREADER);
    waiting.put(UserSegments.FLIP_TO, "fan");
    waiting.put(UserSegments.FLIP_RULE, "smoothed_spreader");
    waiting.put(UserSegments.FLIP_BY, 0.0);
    waiting.put(UserSegments.FLIP_NIGHTS, 3L);

    assertThat(explain(waiting, Map.of()).in(Language.ENGLISH))
        .contains("If all stays as it is they will be a fan after 3 nights.");
    assertThat(explain(waiting, Map.of()).in(Language.CHINESE)).contains("若一切不变，将成为粉丝用户（3 夜）。");
  }

  @Test
  void aRepeatUserOfUnknownKindIsNotCalledAFan() {
    Map<Field, Object> unknown = new HashMap<>(SPREADER);
    unknown.put(UserSegments.REPEAT_TYPE, "unknown");
    unknown.put(UserSegments.RUNNER_UP, null);
    unknown.put(UserSegments.PROBABILITY, null);

    assertThat(explain(unknown, Map.of()).in(Language.ENGLISH))
        .startsWith(
            "ann is a repeat customer, of a kind that cannot be told yet (how sure cannot be"
                + " said).");
  }

  @Test
  void oneOfAThingIsNotSaidAsMany() {
    Map<Field, Object> features = new HashMap<>(FEATURES);
    features.put(UserFeatures.TENURE_DAYS, 1L);
    features.put(UserFeatures.PAID_ORDERS, 1L);
    features.put(UserFeatures.PURCHASE_DAYS, 1L);
    features.put(UserFeatures.MESSAGES_90D, 1L);

    assertThat(explain(SPREADER, features).in(Language.ENGLISH))
        .contains("Known since 2026-01-01 (1 day).")
        .contains("Bought on 1 day, first on 2026-01-02, last on 2026-03-01: 1 paid order, CNY")
        .contains("In 90 days 1 meaningful message; no input");
  }

  @Test
  void aSevereEventIsNamedAndAFlipDownwardsSaysFewer() {
    Map<Field, Object> problem = new HashMap<>(SPREADER);
    problem.put(UserSegments.SEGMENT, "problem");
    problem.put(UserSegments.REPEAT_TYPE, null);
    problem.put(UserSegments.PROBABILITY, 1.0);
    problem.put(UserSegments.REASONS, reasons(reason("severe_event", 1.0, 1.0, 0.0)));
    problem.put(UserSegments.FLIP_TO, "non_repeat");
    problem.put(UserSegments.FLIP_RULE, "bad_orders");
    problem.put(UserSegments.FLIP_BY, -2.0);
    problem.put(UserSegments.FLIP_NIGHTS, 1L);
    Map<Field, Object> features = new HashMap<>(FEATURES);
    features.put(UserFeatures.SEVERE_EVENT, "chargeback");

    assertThat(explain(problem, features).in(Language.ENGLISH))
        .startsWith("ann is a problem user (100% sure;")
        .contains("A severe event in the last 180 days (chargeback) flags at once.")
        .contains("2 fewer bad orders would make them a customer who has not bought again.");
  }

  @Test
  void aDecisionOfTheShopNamesItsAppeal() {
    Map<Field, Object> decided = new HashMap<>(SPREADER);
    decided.put(
        UserSegments.REASONS,
        reasons(
            reason("appeal_confirmed:A-1", null, null, null),
            reason("appeal_cleared:A:2", null, null, null),
            reason("appeal_evidence_cleared:A-3", null, null, null)));
    Explanation explanation = explain(decided, FEATURES);

    assertThat(explanation.in(Language.ENGLISH))
        .contains("The shop has confirmed that they are a problem user (appeal A-1).")
        .contains("The shop has cleared them (appeal A:2).")
        .contains("The shop has cleared something they were blamed for (appeal A-3).");
    assertThat(explanation.in(Language.CHINESE))
        .contains("商家已确认为问题用户（申诉 A-1）。")
        .contains("商家已撤销问题标记（申诉 A:2）。")
        .contains("商家已撤销个别依据（申诉 A-3）。");
  }

  @Test
  void aMeasureWithoutValueThresholdOrNameIsStillSaid() {
    Map<Field, Object> odd = new HashMap<>(SPREADER);
    odd.put(
        UserSegments.REASONS,
        reasons(
            reason("shares_90d", null, 2.0, null),
            reason("bad_orders", 3.0, null, null),
            reason("moon_phase", 0.25, 0.5, -0.25)));

    assertThat(explain(odd, Map.of()).in(Language.ENGLISH))
        .contains("How many shares in 90 days is not known.")
        .contains("3 bad orders.")
        .contains("0.25 moon phase; the threshold is 0.5.");
  }

  @Test
  void aCandidateKeptOffTheListHearsWhy() {
    Explanation explanation =
        new Explanation(
            row(UserSegments.TABLE, SPREADER),
            Known.NOTHING,
            List.of(),
            List.of(),
            Optional.of(
                row(
                    SeedScores.TABLE,
                    Map.of(SeedScores.LIST, "seed", SeedScores.GATE, "suspected_fraud"))),
            PROVENANCE);

    assertThat(explanation.in(Language.ENGLISH))
        .contains("Kept off the seed list: suspected of fraud.");
    assertThat(explanation.in(Language.CHINESE)).contains("不入种子名单：疑似欺诈。");
  }

  @Test
  void moneyOfACurrencyWithoutMinorUnitsHasNoDecimals() {
    assertThat(new Amounts("JPY", 0).money(123450L)).isEqualTo("JPY 123,450");
    assertThat(new Amounts("CNY", 2).money(-5L)).isEqualTo("CNY -0.05");
  }

  @Test
  void onlyCertaintyIsShownAsNoneOrAll() {
    Amounts amounts = new Amounts("CNY", 2);

    assertThat(List.of(0.0, 0.004, 0.996, 1.0))
        .extracting(amounts::percent)
        .containsExactly("0%", "<1%", ">99%", "100%");
  }

  private static Explanation explain(Map<Field, Object> segment, Map<Field, Object> features) {
    return new Explanation(
        row(UserSegments.TABLE, segment),
        new Known(
            features.isEmpty() ? Optional.empty() : Optional.of(row(UserFeatures.TABLE, features)),
            Optional.empty(),
            Optional.empty(),
            List.of()),
        List.of(),
        List.of(),
        Optional.empty(),
        PROVENANCE);
  }

  private static Row interval(String from, String to, String leaf, String cause) {
    return row(
        SegmentIntervals.TABLE,
        values(
            SegmentIntervals.FROM_DAY,
            Date.valueOf(from),
            SegmentIntervals.TO_DAY,
            to == null ? null : Date.valueOf(to),
            SegmentIntervals.LEAF,
            leaf,
            SegmentIntervals.CAUSE,
            cause));
  }

  private static Row evidence(String kind, String source, String id, String day) {
    return row(
        LabelEvidence.TABLE,
        values(
            LabelEvidence.KIND, kind,
            LabelEvidence.SOURCE, source,
            LabelEvidence.ROW_ID, id,
            LabelEvidence.DAY, Date.valueOf(day)));
  }

  private static Map<Field, Object> values(Object... fieldsAndValues) {
    Map<Field, Object> values = new HashMap<>();
    for (int i = 0; i < fieldsAndValues.length; i += 2) {
      values.put((Field) fieldsAndValues[i], fieldsAndValues[i + 1]);
    }
    return values;
  }

  private static Object reasons(Row... reasons) {
    return CollectionConverters.asScala(List.of(reasons)).toSeq();
  }

  private static Row reason(String rule, Double value, Double threshold, Double margin) {
    StructType type = (StructType) ((ArrayType) Reason.LIST).elementType();
    return new GenericRowWithSchema(new Object[] {rule, value, threshold, margin}, type);
  }

  private static Row row(Table table, Map<Field, Object> values) {
    return new GenericRowWithSchema(
        table.fields().stream().map(values::get).toArray(), table.schema());
  }
}
