WITH cleared AS (
  SELECT about, about_id FROM appeals
  WHERE decision = 'cleared' AND from_at < getvariable('as_of')
    AND (until_at IS NULL OR until_at >= getvariable('as_of'))
), judged AS (
  SELECT o.*,
    (SELECT coalesce(sum(r.amount_minor), 0) FROM refunds AS r
     WHERE r.order_id = o.order_id AND r.refunded_at < getvariable('as_of')) AS taken,
    EXISTS (FROM refunds AS r
     WHERE r.order_id = o.order_id AND r.refunded_at < getvariable('as_of') AND r.is_fault) AS fault,
    EXISTS (FROM complaints AS c
     WHERE c.order_id = o.order_id AND c.complained_at < getvariable('as_of')
       AND (c.kind = 'chargeback' OR c.is_upheld)
       AND c.complaint_id NOT IN (SELECT about_id FROM cleared WHERE about = 'complaint')) AS blamed,
    order_id IN (SELECT about_id FROM cleared WHERE about = 'order') AS forgiven
  FROM orders AS o
  WHERE o.amount_minor > 0 AND o.paid_at < getvariable('as_of')
)
SELECT order_id, user_id, paid_at, day, amount_minor,
  CASE WHEN taken > amount_minor THEN amount_minor ELSE taken END AS refunded_minor,
  CASE WHEN taken > amount_minor THEN taken - amount_minor ELSE 0 END AS over_refund_minor,
  CASE WHEN taken > amount_minor THEN 0 ELSE amount_minor - taken END AS net_minor,
  (taken >= amount_minor OR fault OR blamed) AND NOT forgiven AS is_bad,
  channel, campaign
FROM judged
