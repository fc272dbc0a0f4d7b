WITH ranked AS (
  SELECT *,
    row_number() OVER (
      PARTITION BY order_id
      ORDER BY CASE WHEN kind = 'purchase' THEN 0 ELSE 1 END, ordered_at, line_id) AS place
  FROM order_lines
)
SELECT
  f.order_id,
  (SELECT p.user_id FROM order_lines AS p
   WHERE p.order_id = f.order_id AND p.user_id IS NOT NULL
   ORDER BY p.ordered_at, p.line_id LIMIT 1) AS user_id,
  f.ordered_at AS paid_at,
  day_of(f.ordered_at) AS day,
  t.amount AS amount_minor,
  t.amount > 0 AS is_paid,
  t.lines,
  f.channel,
  f.campaign
FROM ranked AS f
JOIN (
  SELECT order_id, count(*) AS lines,
    sum(CASE WHEN kind = 'purchase' THEN amount_minor ELSE 0 END) AS amount
  FROM order_lines GROUP BY order_id) AS t USING (order_id)
WHERE f.place = 1
