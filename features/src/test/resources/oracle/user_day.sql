WITH bought AS (
  SELECT user_id, day, count(*) AS paid_orders, count_if(net_minor > 0) AS kept_orders,
    count_if(is_bad) AS bad_orders, sum(amount_minor) AS gross_minor, sum(net_minor) AS net_minor
  FROM order_values GROUP BY ALL
), said AS (
  SELECT user_id, day_of(sent_at) AS day, count_if(is_meaningful) AS messages,
    count_if(is_share) AS shares,
    count_if(is_meaningful AND addressed_user_id IS NOT NULL AND addressed_user_id <> user_id)
      AS replies
  FROM chat_messages WHERE sent_at < getvariable('as_of') GROUP BY ALL
), shared AS (
  SELECT user_id, day_of(shared_at) AS day, count(*) AS shares
  FROM share_events WHERE shared_at < getvariable('as_of') GROUP BY ALL
)
SELECT user_id, day,
  coalesce(paid_orders, 0) AS paid_orders, coalesce(kept_orders, 0) AS kept_orders,
  coalesce(bad_orders, 0) AS bad_orders, coalesce(gross_minor, 0) AS gross_minor,
  coalesce(net_minor, 0) AS net_minor, coalesce(messages, 0) AS messages,
  coalesce(said.shares, 0) + coalesce(shared.shares, 0) AS shares,
  coalesce(replies, 0) AS replies
FROM bought FULL JOIN said USING (user_id, day) FULL JOIN shared USING (user_id, day)
WHERE user_id IS NOT NULL
  AND coalesce(paid_orders, 0) + coalesce(messages, 0) + coalesce(said.shares, 0)
    + coalesce(shared.shares, 0) > 0
