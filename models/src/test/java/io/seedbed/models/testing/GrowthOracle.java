package io.seedbed.models.testing;

import io.seedbed.features.testing.FeatureOracle;
import io.seedbed.features.time.RunDate;
import io.seedbed.models.growth.AarrrRules;
import io.seedbed.models.growth.Grain;
import io.seedbed.models.growth.RetentionRules;
import io.seedbed.models.growth.RetentionWindows;
import io.seedbed.models.growth.RetentionWindows.Bracket;
import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The growth tables once more, in DuckDB SQL, written for plainness and not for speed. */
public record GrowthOracle(RunDate runDate) {

  /** The rules that {@link #aarrr} is written for. */
  public static final AarrrRules AARRR =
      new AarrrRules(
          7,
          new RetentionWindows(List.of(1, 7, 30), List.of(new Bracket(7, 14)), List.of(30)),
          List.of(30, 60, 90),
          30,
          120,
          30);

  /** The window that {@link #funnel} is written for, with all grains. */
  public static final int FUNNEL_DAYS = 30;

  private String clock() {
    return """
        clock AS (SELECT DATE '%s' AS d, TIMESTAMP '%s' AS as_of),
        grains AS (FROM (VALUES ('day'), ('week'), ('month')) AS t(grain)),
        """
        .formatted(runDate.day(), FeatureOracle.asOf(runDate));
  }

  /**
   * Invites to known invitees as they were judged, group joins among them, and those to unknown.
   */
  private String sentInvites() {
    return """
        sent AS (
          SELECT inviter_id, invite_id, invited_at, %s AS day
          FROM (
            SELECT inviter_id, invite_id, invited_at FROM invite_edges
            UNION ALL
            SELECT inviter_id, invite_id, invited_at FROM invites WHERE invitee_id IS NULL), clock
          WHERE invited_at < as_of),
        """
        .formatted(businessDayOf("invited_at"));
  }

  private String businessDayOf(String moment) {
    return "CAST(timezone('%s', timezone('UTC', %s)) AS DATE)".formatted(runDate.zone(), moment);
  }

  private static String lastDayOf(String grain, String firstDay) {
    return "(CASE %1$s WHEN 'day' THEN %2$s WHEN 'week' THEN %2$s + 6 ELSE last_day(%2$s) END)"
        .formatted(grain, firstDay);
  }

  private static String firstDayOf(String grain, String day) {
    return "CAST(date_trunc(%s, %s) AS DATE)".formatted(grain, day);
  }

  /** Retention cohorts. */
  public String retention(RetentionRules rules) {
    return "WITH "
        + clock()
        + """
        windows AS (FROM (VALUES %s) AS t(kind, window_from, window_to)),
        activities AS (FROM (VALUES ('chat'), ('purchase'), ('either')) AS t(activity)),
        members AS (
          SELECT user_id, acquired_day AS d0, %s AS period, is_left_truncated, grain,
                 activity, kind, window_from, window_to,
                 CASE kind
                   WHEN 'month_offset'
                   THEN last_day(CAST(date_trunc('month', acquired_day) AS DATE)
                          + to_months(window_from))
                   ELSE acquired_day + coalesce(window_to, window_from) END <= d AS is_over
          FROM user_acquisition, grains, windows, activities, clock
          WHERE grain IN (%s) AND (kind <> 'month_offset' OR grain = 'month')),
        judged AS (
          SELECT m.*, EXISTS (
              FROM user_day AS u
              WHERE u.user_id = m.user_id AND u.day <= (SELECT d FROM clock)
                AND (activity <> 'purchase' AND messages > 0
                     OR activity <> 'chat' AND kept_orders > 0)
                AND CASE kind
                      WHEN 'n_day' THEN u.day - d0 = window_from
                      WHEN 'bracket' THEN u.day - d0 BETWEEN window_from AND window_to
                      WHEN 'unbounded' THEN u.day - d0 >= window_from
                      ELSE year(u.day) * 12 + month(u.day) - year(d0) * 12 - month(d0)
                             = window_from END) AS is_active
          FROM members AS m)
        SELECT d AS run_date, period AS day, grain, activity, kind, window_from, window_to,
               count(*) FILTER (is_over) AS members,
               CASE WHEN members > 0 THEN count(*) FILTER (is_over AND is_active) END AS retained,
               count(*) AS cohort_size,
               bool_and(is_over) AND any_value(%s) <= any_value(d) AS is_complete,
               kind = 'unbounded' AS is_open_ended,
               bool_or(is_left_truncated) AS is_left_truncated
        FROM judged, clock
        GROUP BY ALL
        """
            .formatted(
                windowsOf(rules),
                firstDayOf("grain", "acquired_day"),
                rules.grains().stream().map(Grain::label).collect(quoted()),
                lastDayOf("grain", "period"));
  }

  private static String windowsOf(RetentionRules rules) {
    RetentionWindows windows = rules.windows();
    return Stream.of(
            windows.nDays().stream().map(day -> "('n_day', %1$d, %1$d)".formatted(day)),
            windows.brackets().stream()
                .map(days -> "('bracket', %d, %d)".formatted(days.from(), days.to())),
            windows.unboundedDays().stream().map("('unbounded', %d, NULL)"::formatted),
            IntStream.rangeClosed(0, rules.lastMonthOffset())
                .mapToObj(month -> "('month_offset', %1$d, %1$d)".formatted(month)))
        .flatMap(each -> each)
        .collect(Collectors.joining(", "));
  }

  private static Collector<CharSequence, ?, String> quoted() {
    return Collectors.joining("', '", "'", "'");
  }

  /**
   * The strict funnel by trying every chain: all ways to pick an event per step, each later than
   * the one before and inside the window, of every length; then the best per user and period.
   */
  public String funnel(List<String> steps) {
    String chains =
        IntStream.rangeClosed(1, steps.size())
            .mapToObj(depth -> chainsOf(steps, depth))
            .collect(Collectors.joining("\nUNION ALL BY NAME\n"));
    String earliest =
        IntStream.rangeClosed(1, steps.size())
            .mapToObj("s%d NULLS LAST"::formatted)
            .collect(Collectors.joining(", "));
    String figures =
        IntStream.rangeClosed(1, steps.size())
            .mapToObj(step -> figuresOf(steps, step))
            .collect(Collectors.joining("\nUNION ALL\n"));
    return "WITH "
        + clock()
        + sentInvites()
        + """
        events AS (
          SELECT user_id, acquired_day AS day, acquired_at AS moment, 1 AS rank, user_id AS id,
                 'acquired' AS kind FROM user_acquisition
          UNION ALL
          SELECT user_id, day, sent_at, 2, message_id, 'message'
          FROM chat_messages WHERE is_meaningful
          UNION ALL
          SELECT user_id, day, sent_at, 2, message_id, 'share' FROM chat_messages WHERE is_share
          UNION ALL
          SELECT user_id, day, paid_at, 3, order_id, 'order'
          FROM order_values WHERE net_minor > 0
          UNION ALL
          SELECT user_id, day, shared_at, 4, share_id, 'share' FROM shares
          UNION ALL
          SELECT inviter_id, day, invited_at, 5, invite_id, 'invite' FROM sent),
        seen AS (
          SELECT user_id, day, kind, ROW(moment, rank, id) AS place, moment
          FROM events, clock WHERE moment < as_of AND user_id IS NOT NULL),
        chains AS (
        """
        + chains
        + """
        ),
        best AS (
          SELECT grain, %s AS period, *
          FROM chains, grains
          QUALIFY row_number() OVER (
            PARTITION BY grain, period, user_id ORDER BY depth DESC,
        """
            .formatted(firstDayOf("grain", "day"))
        + earliest
        + ") = 1),\n late AS (SELECT grain, %s AS period,".formatted(firstDayOf("grain", "day"))
        + " bool_and(t1 + INTERVAL 30 DAY < as_of) AND any_value(%s) <= any_value(d) AS done"
            .formatted(lastDayOf("grain", firstDayOf("grain", "day")))
        + " FROM chains, grains, clock WHERE depth = 1 GROUP BY ALL),\n figures AS (\n"
        + figures
        + """
        )
        SELECT d AS run_date, period AS day, grain, step, step_name,
               CASE WHEN done OR n > 0 THEN n END AS users,
               CASE WHEN done OR before > 0 THEN before END AS previous_users,
               CASE WHEN done THEN before - n END AS dropped,
               CASE WHEN before > 0 AND (done OR n > 0) THEN n / before END AS conversion,
               times[(len(times) + 1) // 2] AS median_seconds,
               times[(len(times) * 9 + 9) // 10] AS p90_seconds,
               done AS is_complete
        FROM figures JOIN late USING (grain, period), clock
        """;
  }

  private static String chainsOf(List<String> steps, int depth) {
    StringBuilder select =
        new StringBuilder("SELECT e1.user_id, e1.day, %d AS depth".formatted(depth));
    StringBuilder from = new StringBuilder(" FROM seen AS e1");
    for (int step = 1; step <= steps.size(); step++) {
      select.append(
          step <= depth
              ? ", e%1$d.place AS s%1$d, e%1$d.moment AS t%1$d".formatted(step)
              : ", NULL AS s%1$d, NULL AS t%1$d".formatted(step));
      if (step > 1 && step <= depth) {
        from.append(
            """

             JOIN seen AS e%1$d ON e%1$d.user_id = e1.user_id AND e%1$d.kind = '%2$s'
               AND e%1$d.place > e%3$d.place AND e%1$d.moment <= e1.moment + INTERVAL 30 DAY"""
                .formatted(step, steps.get(step - 1), step - 1));
      }
    }
    return select + from.toString() + " WHERE e1.kind = '%s'".formatted(steps.get(0));
  }

  private static String figuresOf(List<String> steps, int step) {
    return """
        SELECT grain, period, %1$d AS step, '%2$s' AS step_name,
               count(*) FILTER (depth >= %1$d) AS n, %3$s AS before,
               list_sort(list(%4$s) FILTER (depth >= %1$d)) AS times
        FROM best GROUP BY ALL"""
        .formatted(
            step,
            steps.get(step - 1),
            step == 1 ? "NULL" : "count(*) FILTER (depth >= %d)".formatted(step - 1),
            step == 1
                ? "NULL::BIGINT"
                : "(epoch_us(t%d) - epoch_us(t%d)) // 1000000".formatted(step, step - 1));
  }

  /** The long table under {@link #AARRR}: a row per user and measure, then sums. */
  public String aarrr() {
    return "WITH "
        + clock()
        + sentInvites()
        + """
        classes AS (
          SELECT user_id, segment, concat_ws('/', segment, repeat_type) AS class
          FROM user_segments, clock WHERE run_date = d),
        bound AS (
          SELECT *, %s AS invited_day
          FROM invite_edges WHERE judgement = 'bound'),
        people AS (
          SELECT user_id, acquired_day AS d0, is_left_truncated, channel, campaign, route,
                 coalesce(group_id, (
                   SELECT m.group_id FROM memberships AS m, clock
                   WHERE m.user_id = a.user_id AND joined_at < as_of
                   ORDER BY joined_at, membership_id LIMIT 1)) AS "group",
                 coalesce((SELECT b.inviter_id FROM bound AS b WHERE b.invitee_id = a.user_id),
                   inviter_id) AS inviter,
                 (SELECT segment FROM classes AS c WHERE c.user_id = a.user_id) AS segment
          FROM user_acquisition AS a),
        cuts AS (
          SELECT user_id, 'all' AS dimension, 'all' AS value FROM people
          UNION ALL SELECT user_id, 'channel', channel FROM people
          UNION ALL SELECT user_id, 'campaign', campaign FROM people
          UNION ALL SELECT user_id, 'route', route FROM people
          UNION ALL SELECT user_id, 'group', "group" FROM people
          UNION ALL SELECT user_id, 'segment', segment FROM people
          UNION ALL
          SELECT p.user_id, 'inviter_class',
                 CASE WHEN inviter IS NOT NULL THEN coalesce(c.class, 'unknown') END
          FROM people AS p LEFT JOIN classes AS c ON c.user_id = p.inviter),
        days AS (SELECT u.* FROM user_day AS u, clock WHERE day <= d),
        bought AS (
          SELECT user_id, day, row_number() OVER (PARTITION BY user_id ORDER BY day) AS nth
          FROM days WHERE kept_orders > 0),
        late_joiners AS (
          SELECT p.user_id, count(*) AS joined,
                 count(*) FILTER (is_qualified) AS qualified,
                 count(*) FILTER (EXISTS (
                   FROM bought AS b WHERE b.user_id = invitee_id
                     AND b.day - joined_day BETWEEN 0 AND 30)) AS buying
          FROM bound JOIN people AS p ON p.user_id = inviter_id
          WHERE invited_day - d0 BETWEEN 0 AND 30 GROUP BY ALL),
        invited AS (
          SELECT p.user_id, d0 + 120 <= d AS due, coalesce(joined, 0) AS joined,
                 coalesce(qualified, 0) AS qualified, coalesce(buying, 0) AS buying,
                 (SELECT count(*) FROM sent AS s
                  WHERE s.inviter_id = p.user_id AND s.day - d0 BETWEEN 0 AND 30) AS invites
          FROM people AS p LEFT JOIN late_joiners USING (user_id), clock),
        windows AS (FROM (VALUES
            ('n_day_1', 1, 1, 1), ('n_day_7', 7, 7, 7), ('n_day_30', 30, 30, 30),
            ('bracket_7_14', 7, 14, 14), ('unbounded_30', 30, 9999, 30))
            AS t(kind, since, until, due_after)),
        activities AS (FROM (VALUES ('chat'), ('purchase'), ('either')) AS t(activity)),
        counted AS (
          SELECT user_id, 'acquisition' AS stage, 'acquired_users' AS measure, 1 AS n,
                 NULL AS out_of, false AS is_late, false AS is_open FROM people
          UNION ALL
          SELECT user_id, 'activation', 'activated_users',
                 CASE WHEN d0 + 7 <= d THEN CAST(EXISTS (
                   FROM days AS u WHERE u.user_id = p.user_id AND u.day <= d0 + 7
                     AND (messages > 0 OR paid_orders > 0)) AS INT) END,
                 CAST(d0 + 7 <= d AS INT), d0 + 7 > d, false
          FROM people AS p, clock
          UNION ALL
          SELECT user_id, 'retention', activity || '_' || kind,
                 CASE WHEN d0 + due_after <= d THEN CAST(EXISTS (
                   FROM days AS u WHERE u.user_id = p.user_id
                     AND u.day - d0 BETWEEN since AND until
                     AND (activity <> 'purchase' AND messages > 0
                          OR activity <> 'chat' AND kept_orders > 0)) AS INT) END,
                 CAST(d0 + due_after <= d AS INT), d0 + due_after > d, kind = 'unbounded_30'
          FROM people AS p, windows, activities, clock
          UNION ALL
          SELECT user_id, 'revenue', measure,
                 CASE measure WHEN 'buyers' THEN buys ELSE net END,
                 CASE measure WHEN 'arppu' THEN buys WHEN 'net_revenue' THEN NULL ELSE 1 END,
                 false, true
          FROM (SELECT user_id,
                  CAST(EXISTS (FROM bought AS b WHERE b.user_id = p.user_id) AS INT) AS buys,
                  coalesce((SELECT sum(net_minor) FROM days AS u WHERE u.user_id = p.user_id), 0)
                    AS net
                FROM people AS p),
               (FROM (VALUES ('buyers'), ('net_revenue'), ('arpu'), ('arppu')) AS t(measure))
          UNION ALL
          SELECT user_id, 'revenue', 'repeat_' || within || 'd',
                 CASE WHEN f.day + within <= d THEN CAST(s.day IS NOT NULL AND s.day - f.day <= within AS INT) END,
                 CASE WHEN f.day IS NULL THEN 0 ELSE CAST(f.day + within <= d AS INT) END,
                 f.day IS NOT NULL AND f.day + within > d, true
          FROM people LEFT JOIN (FROM bought WHERE nth = 1) AS f USING (user_id)
            LEFT JOIN (FROM bought WHERE nth = 2) AS s USING (user_id),
            (FROM (VALUES (30), (60), (90)) AS t(within)), clock
          UNION ALL
          SELECT user_id, 'referral', 'referrers',
                 CASE WHEN due THEN CAST(EXISTS (
                   FROM bound WHERE inviter_id = user_id AND is_qualified) AS INT) END,
                 CAST(due AS INT), NOT due, true
          FROM invited
          UNION ALL
          SELECT user_id, 'referral', measure,
                 CASE WHEN due THEN CASE measure
                   WHEN 'invites_per_user' THEN invites WHEN 'joined_k' THEN joined
                   WHEN 'buyer_k' THEN buying ELSE qualified END END,
                 CASE WHEN measure <> 'qualified_per_invite' THEN CAST(due AS INT)
                   WHEN due THEN invites END,
                 NOT due, false
          FROM invited,
            (FROM (VALUES ('invites_per_user'), ('qualified_per_invite'), ('joined_k'),
              ('buyer_k'), ('k_factor')) AS t(measure))),
        cohorts AS (
          SELECT grain, %s AS period, dimension, coalesce(value, '(none)') AS value, stage,
                 measure, sum(n) AS n, sum(out_of) AS out_of, bool_or(is_late) AS is_late,
                 any_value(is_open) AS is_open, bool_or(is_left_truncated) AS is_left_truncated
          FROM people JOIN cuts USING (user_id) JOIN counted USING (user_id), grains
          GROUP BY ALL)
        SELECT d AS run_date, period AS day, grain, dimension, value, stage, measure,
               n AS numerator, out_of AS denominator,
               NOT is_late AND %s <= d AS is_complete,
               is_open AS is_open_ended, is_left_truncated
        FROM cohorts, clock
        """
            .formatted(
                businessDayOf("invited_at"),
                firstDayOf("grain", "d0"),
                lastDayOf("grain", "period"));
  }

  /** The two views of revenue, refund by refund. */
  public String revenue() {
    return "WITH "
        + clock()
        + """
        sold AS (SELECT o.* FROM order_values AS o, clock WHERE paid_at < as_of),
        back AS (
          SELECT r.refund_id, r.day, r.amount_minor, o.day AS order_day,
                 o.amount_minor AS paid,
                 coalesce((SELECT sum(p.amount_minor) FROM refunds AS p
                   WHERE p.order_id = r.order_id
                     AND (p.refunded_at, p.refund_id) < (r.refunded_at, r.refund_id)), 0) AS before
          FROM refunds AS r LEFT JOIN sold AS o USING (order_id), clock
          WHERE refunded_at < as_of),
        split AS (
          SELECT *, CASE WHEN paid IS NULL THEN 0
                         ELSE least(amount_minor, greatest(paid - before, 0)) END AS covered
          FROM back),
        items AS (
          SELECT day AS by_order, day AS by_refund, 'sales' AS item, amount_minor AS amount
          FROM sold
          UNION ALL
          SELECT order_day, day, 'refunds', -covered FROM split WHERE covered > 0
          UNION ALL
          SELECT day, day, CASE WHEN paid IS NULL THEN 'unlinked_refunds' ELSE 'over_refunds' END,
                 covered - amount_minor
          FROM split WHERE covered < amount_minor)
        SELECT d AS run_date, by_order AS day, 'order_day' AS view, item,
               sum(amount) AS amount_minor FROM items, clock GROUP BY ALL
        UNION ALL
        SELECT d, by_refund, 'refund_day', item, sum(amount) FROM items, clock GROUP BY ALL
        """;
  }
}
