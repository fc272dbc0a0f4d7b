WITH era AS (
  SELECT DATE '1970-01-01'
    + CAST(1800 * ((getvariable('d') - DATE '1970-01-01') // 1800) AS INTEGER) AS start
), scale AS (
  SELECT round(pow(0.5, (getvariable('d') - start) % 180 / 180) * pow(2, 40))
    * pow(2, -((getvariable('d') - start) // 180) - 70) AS factor
  FROM era
), weighed AS (
  SELECT user_id, is_bad, CAST(
    floor(round(pow(2, half_lives - floor(half_lives)) * pow(2, 30)) * pow(2, floor(half_lives)))
    AS BIGINT) AS weight
  FROM (SELECT *, (day - start) / 180 AS half_lives FROM order_values, era)
), accruing AS (
  SELECT user_id, CAST(sum(weight) AS BIGINT) AS accrued_orders,
    CAST(coalesce(sum(weight) FILTER (is_bad), 0) AS BIGINT) AS accrued_bad_orders
  FROM weighed GROUP BY user_id
), purchases AS (
  SELECT user_id, day, sum(net_minor) AS net, row_number() OVER by_day AS place,
    lag(day) OVER by_day AS day_before
  FROM order_values WHERE net_minor > 0 GROUP BY user_id, day
  WINDOW by_day AS (PARTITION BY user_id ORDER BY day)
), buying AS (
  SELECT user_id, count(*) AS purchase_days, min(day) AS first_purchase_day,
    any_value(net) FILTER (place = 1) AS first_purchase_net_minor,
    min(day - day_before) FILTER (
      day > getvariable('d') - 30 AND coalesce(day_before, day) <= getvariable('d') - 30)
      AS return_gap_30d_days,
    min(day) FILTER (place = 2) AS second_purchase_day, max(day) AS last_purchase_day,
    count_if(day > getvariable('d') - 90) AS purchase_days_90d
  FROM purchases GROUP BY user_id
), spending AS (
  SELECT user_id, count(*) AS paid_orders, count_if(net_minor > 0) AS kept_orders,
    count_if(is_bad) AS bad_orders, sum(amount_minor) AS gross_spend_minor,
    sum(net_minor) AS net_spend_minor,
    sum(net_minor) FILTER (day > getvariable('d') - 90) AS net_spend_90d_minor,
    sum(net_minor) FILTER (day > getvariable('d') - 180) AS net_spend_180d_minor
  FROM order_values GROUP BY user_id
), messages AS (
  SELECT user_id, group_id, day_of(sent_at) AS day, is_meaningful, is_share, message_type, is_service
  FROM chat_messages WHERE sent_at < getvariable('as_of')
), talking AS (
  SELECT user_id, count(*) AS messages,
    count_if(day > getvariable('d') - 7) AS messages_7d,
    count_if(day > getvariable('d') - 30) AS messages_30d,
    count_if(day > getvariable('d') - 90) AS messages_90d
  FROM messages WHERE is_meaningful GROUP BY user_id
), share_days AS (
  SELECT user_id, day FROM messages WHERE is_share
  UNION ALL
  SELECT user_id, day_of(shared_at) FROM share_events WHERE shared_at < getvariable('as_of')
), sharing AS (
  SELECT user_id, count(*) AS shares_90d, count(DISTINCT day) AS share_days_90d
  FROM share_days WHERE day > getvariable('d') - 90 GROUP BY user_id
), active_days AS (
  SELECT user_id, day FROM messages WHERE is_meaningful
  UNION
  SELECT user_id, day FROM purchases
), activity AS (
  SELECT user_id, max(day) AS last_active_day,
    count_if(day > getvariable('d') - 30) AS active_days_30d
  FROM active_days GROUP BY user_id
), recorded AS (
  SELECT user_id, group_id, day_of(joined_at) AS from_day,
    CASE WHEN left_at < getvariable('as_of') THEN day_of(left_at) END AS to_day
  FROM memberships WHERE joined_at < getvariable('as_of')
), stays AS (
  FROM recorded
  UNION ALL
  SELECT user_id, group_id, min(day), NULL FROM messages
  WHERE message_type <> 'system' AND NOT is_service AND user_id IS NOT NULL AND group_id IS NOT NULL
    AND (user_id, group_id) NOT IN (SELECT (user_id, group_id) FROM recorded)
  GROUP BY user_id, group_id
), exposed AS (
  SELECT user_id, count(DISTINCT age // 7) AS weeks
  FROM stays JOIN range(0, 90) AS ages(age)
    ON getvariable('d') - age::INT BETWEEN from_day AND coalesce(to_day, getvariable('d'))
  WHERE group_id IN (SELECT group_id FROM messages WHERE group_id IS NOT NULL)
  GROUP BY user_id
), speakers AS (
  SELECT DISTINCT group_id, user_id FROM messages
  WHERE is_meaningful AND day > getvariable('d') - 28
), reached AS (
  SELECT s.user_id, count(DISTINCT m.user_id) AS others
  FROM stays AS s
  JOIN speakers AS m ON m.group_id = s.group_id AND m.user_id <> s.user_id
  WHERE s.to_day IS NULL
  GROUP BY s.user_id
), earned AS (
  SELECT user_id, sum(amount_minor) AS amount FROM commissions
  WHERE booked_at < getvariable('as_of') AND day_of(booked_at) > getvariable('d') - 180
  GROUP BY user_id
), in_force AS (
  FROM appeals
  WHERE from_at < getvariable('as_of') AND (until_at IS NULL OR until_at >= getvariable('as_of'))
), forgiven AS (
  SELECT about, about_id FROM in_force WHERE decision = 'cleared'
), counted AS (
  FROM violations
  WHERE violation_id NOT IN (SELECT about_id FROM forgiven WHERE about = 'violation')
), severe AS (
  SELECT user_id, CASE kind WHEN 'chargeback' THEN 1 ELSE 2 END AS place, complained_at AS happened_at, day_of(complained_at) AS day
  FROM complaints
  WHERE complained_at < getvariable('as_of')
    AND (kind = 'chargeback' OR (kind = 'fraud' AND is_upheld))
    AND complaint_id NOT IN (SELECT about_id FROM forgiven WHERE about = 'complaint')
  UNION ALL
  SELECT v.user_id, 3, v.violated_at, day_of(v.violated_at) FROM counted AS v JOIN counted AS w
    ON v.user_id = w.user_id AND v.kind = w.kind AND v.violation_id <> w.violation_id
    AND (w.violated_at, w.violation_id) < (v.violated_at, v.violation_id)
  WHERE v.violated_at < getvariable('as_of')
    AND day_of(v.violated_at) - day_of(w.violated_at) <= getvariable('repeated_violation_days')
), ruled AS (
  SELECT user_id, appeal_id, from_at,
    CASE WHEN decision = 'confirmed' THEN 'confirmed' WHEN about = 'flag' THEN 'cleared'
      ELSE 'evidence_cleared' END AS ruling
  FROM in_force
  QUALIFY row_number() OVER (
    PARTITION BY user_id
    ORDER BY decision = 'cleared' AND about <> 'flag', from_at DESC, appeal_id DESC) = 1
), rulings AS (
  FROM ruled AS r
  WHERE NOT (ruling = 'cleared'
    AND EXISTS (FROM severe AS s WHERE s.user_id = r.user_id AND s.happened_at > r.from_at))
)
SELECT
  user_id, getvariable('d') AS run_date, acquired_day,
  getvariable('d') - acquired_day AS tenure_days,
  coalesce(purchase_days, 0) AS purchase_days, first_purchase_day, first_purchase_net_minor,
  second_purchase_day, last_purchase_day, return_gap_30d_days, coalesce(paid_orders, 0) AS paid_orders,
  coalesce(kept_orders, 0) AS kept_orders, coalesce(bad_orders, 0) AS bad_orders,
  coalesce(gross_spend_minor, 0) AS gross_spend_minor,
  coalesce(net_spend_minor, 0) AS net_spend_minor,
  coalesce(net_spend_90d_minor, 0) AS net_spend_90d_minor,
  coalesce(net_spend_180d_minor, 0) AS net_spend_180d_minor,
  coalesce(purchase_days_90d, 0) AS purchase_days_90d,
  floor(coalesce(accrued_orders, 0)::DOUBLE * factor * 1e6 + 0.5) / 1e6 AS decayed_orders,
  floor(coalesce(accrued_bad_orders, 0)::DOUBLE * factor * 1e6 + 0.5) / 1e6 AS decayed_bad_orders,
  coalesce(messages, 0) AS messages, coalesce(messages_7d, 0) AS messages_7d,
  coalesce(messages_30d, 0) AS messages_30d, coalesce(messages_90d, 0) AS messages_90d,
  coalesce(shares_90d, 0) AS shares_90d, coalesce(share_days_90d, 0) AS share_days_90d,
  coalesce(active_days_30d, 0) AS active_days_30d, last_active_day,
  CASE WHEN getvariable('has_shares')
    THEN least((getvariable('d') - acquired_day) // 7, 13)
    ELSE coalesce(weeks, 0) END AS exposure_weeks_90d,
  getvariable('has_shares') OR EXISTS (FROM messages WHERE is_share)
    AS is_sharing_observed,
  least(coalesce(others, 0), getvariable('reach_cap')) AS reach_28d,
  CASE WHEN getvariable('has_commissions') THEN coalesce(earned.amount, 0) END
    AS net_commission_180d_minor,
  CASE (SELECT min(place) FROM severe
        WHERE severe.user_id = a.user_id AND severe.day > getvariable('d') - 180
          AND ruling IS DISTINCT FROM 'cleared')
    WHEN 1 THEN 'chargeback' WHEN 2 THEN 'fraud' WHEN 3 THEN 'repeated_violation' END
    AS severe_event,
  ruling AS appeal_ruling, appeal_id
FROM user_acquisition AS a
CROSS JOIN scale
LEFT JOIN accruing USING (user_id)
LEFT JOIN buying USING (user_id)
LEFT JOIN spending USING (user_id)
LEFT JOIN talking USING (user_id)
LEFT JOIN sharing USING (user_id)
LEFT JOIN activity USING (user_id)
LEFT JOIN exposed USING (user_id)
LEFT JOIN reached USING (user_id)
LEFT JOIN earned USING (user_id)
LEFT JOIN rulings USING (user_id)
