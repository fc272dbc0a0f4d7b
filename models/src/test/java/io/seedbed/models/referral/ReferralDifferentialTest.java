package io.seedbed.models.referral;

import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.facts.Invites;
import io.seedbed.features.facts.Memberships;
import io.seedbed.features.facts.OrderLines;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.testing.DatasetAssert;
import io.seedbed.features.testing.DuckDb;
import io.seedbed.features.testing.Fixture;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Referral against the same definitions in DuckDB SQL and a walk up the chains of inviters. */
class ReferralDifferentialTest {

  private static final int USERS = 110;
  private static final Instant FIRST = Instant.parse("2023-12-01T00:00:00Z");

  private final Referrals shop = new Referrals();
  private final Fixture lines =
      Fixture.of(
          OrderLines.TABLE,
          Referrals.SHANGHAI,
          OrderLines.ORDER_ID,
          OrderLines.ORDERED_AT,
          OrderLines.CATEGORY,
          OrderLines.AMOUNT_MINOR,
          OrderLines.KIND);

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void edgesAndInvitersAreWhatDuckDbSays(long seed) {
    generate(new Random(seed));
    Dataset<Row> candidates = shop.candidates(Referrals.RULES).cache();
    Dataset<Row> closing = Referrals.closing(candidates);
    Dataset<Row> edges =
        InviteEdges.from(
                candidates,
                closing,
                shop.userDay.dataset(),
                Referrals.RUN_DATE,
                Referrals.RULES,
                Optional.empty())
            .cache();
    Dataset<Row> inviters =
        Inviters.from(
            edges,
            shop.orderValues.dataset(),
            lines.dataset(),
            Referrals.RUN_DATE,
            Referrals.RULES);

    assertThat(closing.collectAsList().stream().map(row -> row.getString(0)).sorted())
        .as("closing edges")
        .isNotEmpty()
        .containsExactlyElementsOf(closingByWalking(candidates));
    DatasetAssert.assertThat(edges).conformsTo(InviteEdges.TABLE);
    DatasetAssert.assertThat(inviters).conformsTo(Inviters.TABLE);
    try (DuckDb duck = DuckDb.open()) {
      duck.load(Invites.TABLE, shop.invites.dataset())
          .load(Memberships.TABLE, shop.memberships.dataset())
          .load(OrderValues.TABLE, shop.orderValues.dataset())
          .load(OrderLines.TABLE, lines.dataset())
          .load(UserDay.TABLE, shop.userDay.dataset())
          .load(ClosingEdges.TABLE, closing)
          .execute("CREATE TABLE expected_edges AS " + EDGES);
      assertThat(duck.mismatches(InviteEdges.TABLE, edges, "FROM expected_edges")).isEmpty();
      assertThat(duck.mismatches(Inviters.TABLE, inviters, INVITERS)).isEmpty();
      assertThat(duck.query("SELECT count(DISTINCT outcome) FROM expected_edges"))
          .as("every outcome occurs")
          .containsExactly("[4]");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void partitionsAndTheOrderOfRowsChangeNothing(int partitions) {
    generate(new Random(7));
    Dataset<Row> edges = shop.edges();
    Dataset<Row> shuffled =
        InviteCandidates.from(
            shop.invites.dataset().orderBy(Invites.INVITED_AT.col().desc()).repartition(partitions),
            shop.memberships.dataset().repartition(partitions),
            shop.orderValues.dataset().repartition(partitions),
            Referrals.RUN_DATE,
            Referrals.RULES);
    Dataset<Row> again =
        InviteEdges.from(
            shuffled,
            Referrals.closing(shuffled),
            shop.userDay.dataset().repartition(partitions),
            Referrals.RUN_DATE,
            Referrals.RULES,
            Optional.empty());
    DatasetAssert.assertThat(again).hasSameRowsAs(edges);
  }

  private void generate(Random random) {
    for (int i = 0; i < 5; i++) {
      shop.invite("to" + i, "u" + i, "u" + (i + 1) % 5, FIRST.plusSeconds(i).toString());
    }
    for (int i = 0; i < 220; i++) {
      String joinedAt = random.nextInt(5) == 0 ? null : instant(random, 230);
      shop.invite("i" + i, user(random), random.nextInt(20) == 0 ? null : user(random), joinedAt);
    }
    for (int i = 0; i < 40; i++) {
      String inviter = random.nextInt(4) == 0 ? null : user(random);
      shop.membership("m" + i, inviter, user(random), instant(random, 230), "qr");
    }
    for (int i = 0; i < 60; i++) {
      String paidAt = FIRST.plusSeconds(86_400L * 40 + random.nextInt(86_400 * 170)).toString();
      String user = random.nextInt(10) == 0 ? null : user(random);
      int net = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(900);
      shop.order("o" + i, user, paidAt, net);
      for (int line = 0; line <= random.nextInt(3); line++) {
        String category = List.of("tea", "shoes", "Tea").get(random.nextInt(3));
        lines.row(
            "o" + i,
            paidAt,
            random.nextInt(6) == 0 ? null : category,
            random.nextInt(500),
            random.nextInt(5) == 0 ? "gift" : "purchase");
      }
    }
    for (int user = 0; user < USERS; user++) {
      LocalDate day = LocalDate.parse("2023-12-15");
      for (int i = 0; i < 12; i++) {
        day = day.plusDays(1 + random.nextInt(28));
        if (!day.isAfter(Referrals.RUN_DATE.day())) {
          int paid = random.nextInt(2);
          int kept = paid == 1 && random.nextInt(3) > 0 ? 1 : 0;
          shop.day("u" + user, day.toString(), paid, kept, random.nextInt(2));
        }
      }
    }
  }

  private static String user(Random random) {
    return "u" + random.nextInt(USERS);
  }

  private static String instant(Random random, int days) {
    return FIRST.plusSeconds(3_600L * random.nextInt(days * 24)).toString();
  }

  /** All accepted candidates, nothing pruned, judged by walking up the chain of inviters. */
  private static List<String> closingByWalking(Dataset<Row> candidates) {
    List<Row> accepted =
        candidates.collectAsList().stream()
            .filter(row -> row.getAs(InviteEdges.JOINED_AT.name()) != null)
            .filter(row -> row.getAs(InviteEdges.REASON.name()) == null)
            .sorted(
                Comparator.comparing(
                        (Row row) -> row.<Timestamp>getAs(InviteEdges.JOINED_AT.name()))
                    .thenComparing(row -> row.<String>getAs(InviteEdges.INVITE_ID.name())))
            .toList();
    Map<String, Integer> users = new HashMap<>();
    int[][] invites =
        accepted.stream()
            .map(
                row ->
                    new int[] {
                      number(users, row.getAs(InviteEdges.INVITER_ID.name())),
                      number(users, row.getAs(InviteEdges.INVITEE_ID.name()))
                    })
            .toArray(int[][]::new);
    BitSet closing = InviteForestTest.naively(invites);
    return IntStream.range(0, invites.length)
        .filter(closing::get)
        .mapToObj(i -> accepted.get(i).<String>getAs(InviteEdges.INVITE_ID.name()))
        .sorted()
        .toList();
  }

  private static int number(Map<String, Integer> users, String user) {
    return users.computeIfAbsent(user, unseen -> users.size());
  }

  private static final String EDGES =
      """
      WITH invited AS (
        SELECT invite_id, inviter_id, invitee_id, invited_at,
               CASE WHEN joined_at < TIMESTAMP '2024-06-30 16:00:00' THEN joined_at END AS joined_at
        FROM invites
        WHERE invitee_id IS NOT NULL AND invited_at < TIMESTAMP '2024-06-30 16:00:00'
      ), stays AS (
        SELECT 'membership:' || membership_id AS invite_id, inviter_id, user_id AS invitee_id,
               joined_at AS invited_at, joined_at
        FROM memberships
        WHERE inviter_id IS NOT NULL AND joined_at < TIMESTAMP '2024-06-30 16:00:00'
        QUALIFY row_number() OVER (
          PARTITION BY inviter_id, user_id ORDER BY joined_at, membership_id) = 1
      ), candidates AS (
        FROM invited
        UNION ALL
        FROM stays WHERE NOT EXISTS (
          FROM invited i WHERE i.inviter_id = stays.inviter_id
            AND i.invitee_id = stays.invitee_id
            AND timezone('Asia/Shanghai', timezone('UTC', greatest(i.invited_at, i.joined_at)))::DATE
              <= timezone('Asia/Shanghai', timezone('UTC', stays.joined_at))::DATE
            AND i.joined_at IS NOT NULL)
      ), reasoned AS (
        SELECT *,
          CASE WHEN inviter_id = invitee_id THEN 'self'
               WHEN joined_at >= (SELECT min(paid_at) FROM order_values o
                                  WHERE o.user_id = invitee_id) THEN 'after_first_order'
               WHEN invite_id IN (SELECT invite_id FROM closing_edges) THEN 'cycle' END AS reason
        FROM candidates
      ), judged AS (
        SELECT *, timezone('Asia/Shanghai', timezone('UTC', joined_at))::DATE AS joined_day,
          CASE WHEN reason IS NOT NULL THEN 'rejected'
               WHEN joined_at IS NULL THEN 'pending'
               WHEN EXISTS (FROM reasoned e WHERE e.invitee_id = r.invitee_id AND e.reason IS NULL
                 AND (e.joined_at < r.joined_at
                      OR e.joined_at = r.joined_at AND e.invite_id < r.invite_id)) THEN 'assist'
               ELSE 'bound' END AS judgement
        FROM reasoned r
      ), dated AS (
        SELECT *,
          (SELECT min(a.day) FROM user_day p JOIN user_day a USING (user_id)
           WHERE p.user_id = invitee_id AND p.kept_orders > 0
             AND p.day BETWEEN joined_day AND joined_day + 30
             AND (a.messages > 0 OR a.kept_orders > 0)
             AND a.day BETWEEN p.day + 1 AND p.day + 30) AS net_day,
          (SELECT min(a.day) FROM user_day p JOIN user_day a USING (user_id)
           WHERE p.user_id = invitee_id AND p.paid_orders > 0
             AND p.day BETWEEN joined_day AND joined_day + 30
             AND (a.messages > 0 OR a.paid_orders > 0)
             AND a.day BETWEEN p.day + 1 AND p.day + 30) AS gross_day
        FROM judged
      )
      SELECT invite_id, DATE '2024-06-30' AS run_date, inviter_id, invitee_id, invited_at, joined_at,
        joined_day, judgement, reason,
        CASE WHEN judgement <> 'bound' THEN NULL
             WHEN net_day IS NOT NULL THEN 'qualified'
             WHEN gross_day IS NOT NULL THEN 'revoked'
             WHEN joined_day + 60 <= DATE '2024-06-30' THEN 'failed'
             ELSE 'immature' END AS outcome,
        coalesce(joined_day + 60 <= DATE '2024-06-30', false) AS is_mature,
        judgement = 'bound' AND net_day IS NOT NULL AS is_qualified,
        CASE WHEN judgement = 'bound' THEN net_day END AS qualified_day
      FROM dated
      """;

  private static final String INVITERS =
      """
      WITH bound AS (FROM expected_edges WHERE judgement = 'bound'),
      main_category AS (
        SELECT category FROM order_lines
        WHERE kind = 'purchase' AND category IS NOT NULL
          AND ordered_at < TIMESTAMP '2024-06-30 16:00:00'
        GROUP BY category ORDER BY sum(amount_minor) DESC, category LIMIT 1
      ), kept AS (
        SELECT inviter_id, invitee_id, o.day,
          EXISTS (FROM order_lines l JOIN main_category USING (category)
                  WHERE l.order_id = o.order_id AND l.kind = 'purchase'
                    AND l.ordered_at < TIMESTAMP '2024-06-30 16:00:00') AS is_pure
        FROM bound JOIN order_values o ON o.user_id = invitee_id AND o.net_minor > 0
      ), bought AS (
        SELECT inviter_id AS user_id, count(DISTINCT invitee_id) AS buying_invitees,
          count(DISTINCT invitee_id) FILTER (day > DATE '2024-06-30' - 180) AS recent,
          count(DISTINCT date_trunc('month', day)) FILTER (day > DATE '2024-06-30' - 180) AS months,
          count(DISTINCT invitee_id) FILTER (is_pure) AS pure
        FROM kept GROUP BY inviter_id
      )
      SELECT inviter_id AS user_id, DATE '2024-06-30' AS run_date, count(*) AS bound_invitees,
        count(*) FILTER (is_mature) AS matured_invitees,
        count(*) FILTER (is_mature AND is_qualified) AS qualified_invitees,
        count(*) FILTER (qualified_day > DATE '2024-06-30' - 180) AS qualified_invitees_180d,
        coalesce(any_value(recent), 0) AS buying_invitees_180d,
        coalesce(any_value(months), 0) AS buying_months_180d,
        coalesce(any_value(buying_invitees), 0) AS buying_invitees,
        coalesce(any_value(pure), 0) AS pure_invitees
      FROM bound LEFT JOIN bought ON bought.user_id = bound.inviter_id
      GROUP BY inviter_id
      """;
}
