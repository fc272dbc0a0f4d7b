-- A night in one DuckDB script: everything again from the raw files. It is what the jobs are
-- measured against, so it is written to be fast: see DuckDbNight for what it is given.

-- step: macros
-- Ids are 64-bit hashes inside the script, never texts, of which longer ones of much the same
-- letters do collide. Two ids that did would be seen in the comparison with the published tables.
-- Days are whole days since 1970.
CREATE MACRO key(id) AS if(id IS NULL, NULL, hash(id));
CREATE MACRO date_of(day) AS DATE '1970-01-01' + day;

-- Days of activity are bits in blocks of 64 days, the first of them day 0 of the calendar.
CREATE MACRO block(blocks, number) AS if(number < 1, 0::UBIGINT, coalesce(blocks[number], 0));
CREATE MACRO days_from(blocks, day) AS
  (block(blocks, (day >> 6) + 1) >> (day & 63))
  | if(day & 63 = 0, 0::UBIGINT,
      (block(blocks, (day >> 6) + 2) & ((1::UBIGINT << (day & 63)) - 1)) << (64 - (day & 63)));
CREATE MACRO lowest(bits) AS bit_count(xor(nullif(bits, 0), nullif(bits, 0) - 1)) - 1;
CREATE MACRO highest(bits) AS length(bin(nullif(bits, 0)))::INTEGER - 1;
CREATE MACRO calendar_date(day) AS date_of(getvariable('first_day') + day);
-- Of the blocks up to and with the one of a day, the bits before that day.
CREATE MACRO before(bits, number, day) AS
  if(number = day >> 6, bits & ((1::UBIGINT << (day & 63)) - 1), if(number < day >> 6, bits, 0::UBIGINT));
CREATE MACRO bit_if(condition, place) AS coalesce(condition, false)::UBIGINT << place;
CREATE MACRO first_days(days) AS (1::UBIGINT << days) - 1;
-- The first active day after the first purchase, both in time; of days since joining.
CREATE MACRO active_after(purchases, active) AS lowest(active & (
  first_days(getvariable('active_within_days'))
    << (1 + lowest(purchases & first_days(getvariable('purchase_within_days') + 1)))));
CREATE MACRO reason(rule, value, threshold, sign) AS
  {'weakness': -(sign * (value - threshold))::DOUBLE / if(threshold > 0, threshold, 1),
   'rule': rule, 'value': value::DOUBLE, 'threshold': threshold::DOUBLE,
   'margin': (sign * (value - threshold))::DOUBLE};

-- step: calendar
-- Every day that orders and messages fall on up to the run date, and what an order of it weighs:
-- whole 2^-30 of one on the first day of the era, so that sums do not hang on their order.
SET VARIABLE era_start = getvariable('d_day') // (10 * getvariable('order_half_life_days'))
  * 10 * getvariable('order_half_life_days');
SET VARIABLE weight_scale = (
  SELECT round(pow(0.5, half_lives - floor(half_lives)) * pow(2, 40)) * pow(2, -floor(half_lives) - 70)
  FROM (SELECT
    (getvariable('d_day') - getvariable('era_start')) / getvariable('order_half_life_days') AS half_lives));
CREATE TEMP TABLE calendar AS
SELECT day,
  (12 * (year(date_of(day::INTEGER)) - year(date_of(getvariable('first_day'))))
    + month(date_of(day::INTEGER)) - month(date_of(getvariable('first_day'))))::INTEGER AS month,
  (day - getvariable('era_start')) / getvariable('order_half_life_days') AS half_lives,
  floor(round(pow(2, half_lives - floor(half_lives)) * pow(2, 30)) * pow(2, floor(half_lives)))::BIGINT
    AS weight
FROM range(getvariable('first_day'), getvariable('d_day') + 1) days(day);
SET VARIABLE months = (SELECT list(month ORDER BY day) FROM calendar);
SET VARIABLE weights = (SELECT list(weight ORDER BY day) FROM calendar);

-- step: repeated_messages
-- Rows that tell a message again, but the last: sorting hashes beats grouping them threefold.
CREATE TEMP TABLE repeated_messages AS
SELECT position FROM (
  SELECT position, id, lead(id) OVER () AS next_id
  FROM (
    SELECT hash(message_id) AS id, position
    FROM raw_chat_messages WHERE message_id IS NOT NULL AND epoch_us(sent_at) < getvariable('future_us')
    ORDER BY id, position))
WHERE id = next_id;

-- step: texts
-- What a text says is judged once for all messages that say it, whoever they call by name: names
-- are the greater part of what differs. A text that names somebody and may hold a link is left
-- whole, since links are taken off first.
CREATE MACRO may_link_in(text) AS contains(text, '://') OR contains(lower(text), 'www.');
CREATE MACRO without_names(text) AS
  if(may_link_in(text), text,
    regexp_replace(text, '@[^\s\x0B@\x{2005}]+\x{2005}?', ' ', 'g'));
CREATE MACRO told(text) AS if(contains(text, '@'), without_names(text), text);
CREATE MACRO url() AS
  '(?i)(^|[^\p{L}\p{Nd}_])(?:https?://|www\.)([a-z0-9.-]+)(?:[:/?#][^\s<>"''，。；！？、）】]*)?';
CREATE MACRO words(text) AS nullif(trim(regexp_replace(regexp_replace(regexp_replace(
  if(may_link_in(text), regexp_replace(text, url(), '\1 ', 'g'), text),
  '@[^\s\x0B@\x{2005}]+\x{2005}?', ' ', 'g'),
  '[\x{1F000}-\x{1FAFF}\x{2600}-\x{27BF}\x{2B00}-\x{2BFF}\x{2300}-\x{23FF}\x{FE0F}\x{200D}\x{20E3}\x{E0020}-\x{E007F}]|\[\p{Han}{1,4}\]',
  '', 'g'), '[\s\x0B]+', ' ', 'g'), getvariable('blanks')), '');
CREATE MACRO is_acknowledgement(words) AS list_contains(getvariable('acknowledgements'),
  regexp_replace(lower(words), '[\s\x0B.,!?~…。，！？～]+$', ''));
CREATE MACRO says_something(text, words) AS
  if(coalesce(length(words), 0) < getvariable('min_code_points'),
    coalesce(regexp_matches(text, url()), false) AND getvariable('links_are_meaningful'),
    NOT is_acknowledgement(words));
CREATE MACRO links_to_shop(text) AS may_link_in(text) AND coalesce(list_bool_or(list_transform(
  regexp_extract_all(lower(text), url(), 2), lambda host:
    list_contains(getvariable('share_domains'), host)
    OR list_bool_or(list_transform(getvariable('share_domains'), lambda domain:
      domain = '*' OR ends_with(host, '.' || domain))))), false);
CREATE TEMP TABLE told_texts AS
SELECT text, told(text) AS told FROM (SELECT DISTINCT text FROM raw_chat_messages WHERE text IS NOT NULL);
CREATE TEMP TABLE judged AS
SELECT told, coalesce(says_something(told, words), false) AS is_said, links_to_shop
FROM (
  SELECT told, words(told) AS words, links_to_shop(told) AS links_to_shop
  FROM (SELECT DISTINCT told FROM told_texts));
-- Most say something and link nowhere: what is not here does.
CREATE TEMP TABLE texts AS
SELECT text, is_said, links_to_shop FROM told_texts JOIN judged USING (told)
WHERE NOT is_said OR links_to_shop;
DROP TABLE told_texts;
CREATE TEMP TABLE message_types AS
SELECT message_type, coalesce(lower(message_type), 'text') AS type,
  list_contains(getvariable('meaningful_types'), type) AS is_meaningful,
  list_contains(getvariable('share_types'), type) AS is_share, type = 'text' AS is_text,
  type IN ('text', 'link') AS may_link, type = 'system' AS is_system
FROM (SELECT DISTINCT message_type FROM raw_chat_messages);

-- step: lines
CREATE TYPE line_kind AS ENUM (
  'purchase', 'refund', 'gift', 'zero_price', 'unpaid', 'cancelled', 'failed_group_buy', 'test');
CREATE TEMP TABLE categories AS
SELECT category, (row_number() OVER (ORDER BY category) - 1)::UTINYINT AS code
FROM (SELECT DISTINCT category FROM raw_orders WHERE category IS NOT NULL);
CREATE MACRO typed(name) AS TABLE
WITH typed AS (
  SELECT *, hash(order_id) AS order_key, key(user_id) AS uid, epoch_us(ordered_at) AS ordered_us,
    (unit_price * 100)::BIGINT * quantity AS amount, code,
    (CASE WHEN lower(status) IN ('cancelled', 'canceled', 'closed') THEN 'cancelled'
      WHEN lower(status) IN ('unpaid', 'pending', 'created') THEN 'unpaid'
      WHEN lower(status) IN ('failed_group_buy', 'test', 'gift') THEN lower(status)
      WHEN lower(status) IN ('refund', 'refunded_line') THEN 'refund'
      WHEN unit_price = 0 THEN 'zero_price'
      ELSE 'purchase' END)::line_kind AS kind
  FROM query_table(name) LEFT JOIN categories USING (category))
SELECT * REPLACE (code AS category), coalesce(order_id IS NOT NULL
    AND ordered_us < getvariable('future_us') AND amount IS NOT NULL
    AND (kind <> 'purchase' OR amount >= 0)
    AND coalesce(upper(currency) = getvariable('currency'), true), false) AS is_valid
FROM typed;
-- What all lines are read for; the few that more is asked of are read again.
CREATE TEMP TABLE lines AS
SELECT order_key, line_no, uid, ordered_us, amount, category, kind, is_valid
FROM typed('raw_orders');

-- step: orders
-- One pass for all orders but those with a line sent again or lines that disagree: these come next.
CREATE TEMP TABLE orders AS
SELECT order_key, nullif(min(buyer), 0) AS uid, min(ordered_us) AS paid_us,
  sum(if(kind = 'purchase', amount, 0))::BIGINT AS amount,
  bit_or(if(kind = 'purchase', 1::BIGINT << category, NULL)) AS categories,
  count(*) = bit_count(bit_or(
      if(line_no BETWEEN 0 AND 62 AND kind <> 'refund', 1::BIGINT << line_no, 0)))
    AND min(ordered_us) = max(ordered_us) AND min(buyer) = max(buyer) AS is_plain
FROM (SELECT *, coalesce(uid, 0) AS buyer FROM lines WHERE is_valid)
GROUP BY order_key;

-- step: refunds
-- One of nothing ends, by its key, a refund that was taken back, and is none.
CREATE TEMP TABLE raw_told_refunds AS
SELECT refund_id, key(order_id) AS order_key, key(user_id) AS uid,
  epoch_us(refunded_at) AS refunded_us, hash(product_id) AS product_key, abs(quantity) AS quantity,
  abs((amount * 100)::BIGINT) AS amount,
  coalesce(list_contains(getvariable('fault_reasons'), lower(reason)), false) AS is_fault,
  user_id IS NULL AS is_anonymous,
  coalesce(refunded_us < getvariable('future_us') AND amount IS NOT NULL
    AND coalesce(upper(currency) = getvariable('currency'), true), false) AS is_valid,
  row_number() OVER (
    PARTITION BY is_valid, refund_id ORDER BY updated_at DESC NULLS LAST, position DESC) AS place
FROM raw_refunds;

-- step: mended_orders
-- Read again: lines of these orders and of what refunds that name no order are of. Users agree
-- in all lines of other orders.
CREATE TEMP TABLE wanting AS
SELECT DISTINCT uid, product_key FROM raw_told_refunds
WHERE is_valid AND place = 1 AND amount > 0 AND order_key IS NULL AND uid IS NOT NULL;
CREATE TEMP TABLE mended AS SELECT order_key FROM orders WHERE NOT is_plain;
CREATE TEMP TABLE close_rows AS
SELECT r.*, m.order_key IS NOT NULL AS is_mended
FROM raw_orders AS r LEFT JOIN mended AS m ON m.order_key = hash(r.order_id)
LEFT JOIN wanting AS w ON w.uid = hash(r.user_id) AND w.product_key = hash(r.product_id)
WHERE m.order_key IS NOT NULL OR w.uid IS NOT NULL;
CREATE TEMP TABLE close_lines AS
SELECT order_key, line_no, uid, ordered_us, amount, category, kind, hash(product_id) AS product_key,
  quantity, epoch_us(updated_at) AS updated_us, position, is_mended
FROM typed('close_rows')
WHERE is_valid;
CREATE TEMP TABLE told_lines AS
SELECT close_lines.*, files.name || ':' || (1 + (position & 4294967295)) AS line_id,
  row_number() OVER (
    PARTITION BY order_key, line_no ORDER BY updated_us DESC NULLS LAST, position DESC) AS place
FROM close_lines
JOIN input_files AS files ON files.source = 'orders' AND files.number = position >> 32
WHERE is_mended;
DELETE FROM orders WHERE NOT is_plain;
INSERT INTO orders
SELECT order_key, arg_min(uid, row(ordered_us, line_id)) FILTER (uid IS NOT NULL),
  coalesce(min(ordered_us) FILTER (kind = 'purchase'), min(ordered_us)),
  coalesce(sum(amount) FILTER (kind = 'purchase'), 0),
  bit_or(1::BIGINT << category) FILTER (
    kind = 'purchase' AND ordered_us < getvariable('as_of_us')),
  true
FROM told_lines WHERE place = 1 AND kind <> 'refund'
GROUP BY order_key;

-- step: leading_category
-- Of all accepted purchase lines known at as-of: all valid ones less those sent again.
CREATE TEMP TABLE line_counts AS
SELECT kind, category, count(*) AS read_rows, count(*) FILTER (is_valid) AS valid_rows,
  count(*) - count(uid) AS anonymous_rows,
  sum(amount) FILTER (is_valid AND ordered_us < getvariable('as_of_us')) AS amount
FROM lines GROUP BY kind, category;
DROP TABLE lines;
SET VARIABLE leading_category = (
  WITH sold AS (
    SELECT category, amount FROM line_counts WHERE kind = 'purchase' AND amount IS NOT NULL
    UNION ALL
    SELECT category, -amount FROM told_lines
    WHERE place > 1 AND kind = 'purchase' AND ordered_us < getvariable('as_of_us'))
  SELECT 1::BIGINT << category FROM sold WHERE category IS NOT NULL
  GROUP BY category ORDER BY sum(amount) DESC, category LIMIT 1);

-- step: linked_refunds
-- Refunds that name no order, of a user's product, in the order of time: each takes the latest
-- order paid before it that still covers it; refunds that name their order take from it before and
-- after. What the shelf of a user's product still holds goes from refund to refund.
CREATE TEMP TABLE wanted_orders AS
SELECT order_key, uid, paid_us, amount FROM orders SEMI JOIN wanting USING (uid);
CREATE TEMP TABLE linked_refunds AS
WITH RECURSIVE
accepted AS (FROM raw_told_refunds WHERE is_valid AND place = 1 AND amount > 0),
claims AS (
  SELECT uid, product_key, refund_id, order_key, refunded_us, quantity, amount,
    row_number() OVER (PARTITION BY uid, product_key ORDER BY refunded_us, refund_id) AS number
  FROM (
    SELECT uid, product_key, refund_id, order_key, refunded_us, quantity, amount
    FROM accepted WHERE order_key IS NULL
    UNION ALL
    SELECT o.uid, product_key, refund_id, order_key, refunded_us, quantity, accepted.amount
    FROM accepted JOIN wanted_orders AS o USING (order_key))
  SEMI JOIN wanting USING (uid, product_key)),
bought AS (
  SELECT o.uid, order_key, paid_us, product_key, sum(quantity)::BIGINT AS quantity,
    sum(l.amount)::BIGINT AS amount
  FROM close_lines AS l JOIN wanted_orders AS o USING (order_key)
  SEMI JOIN wanting ON wanting.uid = o.uid AND wanting.product_key = l.product_key
  ANTI JOIN (FROM told_lines WHERE place > 1) AS resent ON resent.position = l.position
  WHERE kind = 'purchase' AND o.amount > 0
  GROUP BY ALL),
shelves AS (
  SELECT uid, product_key,
    list({'paid_us': paid_us, 'order_key': order_key, 'quantity': quantity, 'amount': amount}
      ORDER BY paid_us DESC, order_key) AS shelf
  FROM bought GROUP BY ALL),
settled AS (
  SELECT uid, product_key, 0::BIGINT AS number, NULL::VARCHAR AS refund_id, false AS is_linked,
    NULL::UBIGINT AS order_key, shelf
  FROM shelves
  UNION ALL
  SELECT uid, product_key, number, refund_id, is_linked, order_key,
    list_transform(shelf, lambda item: if(item.order_key = chosen,
      {'paid_us': item.paid_us, 'order_key': item.order_key,
       'quantity': greatest(item.quantity - coalesce(taken_quantity, 0), 0),
       'amount': greatest(item.amount - taken, 0)}, item))
  FROM (
    SELECT s.uid, s.product_key, c.number, c.refund_id, c.order_key IS NULL AS is_linked, s.shelf,
      c.quantity AS taken_quantity, c.amount AS taken,
      coalesce(c.order_key, list_filter(s.shelf, lambda item:
        item.paid_us < c.refunded_us AND item.amount >= c.amount
        AND (c.quantity IS NULL OR item.quantity >= c.quantity))[1].order_key) AS chosen,
      chosen AS order_key
    FROM settled AS s JOIN claims AS c
      ON c.uid = s.uid AND c.product_key = s.product_key AND c.number = s.number + 1))
SELECT refund_id, order_key FROM settled WHERE is_linked AND order_key IS NOT NULL;
CREATE TEMP TABLE refunds AS
SELECT refund_id, coalesce(told.order_key, linked.order_key) AS order_key, refunded_us, amount,
  is_fault
FROM raw_told_refunds AS told LEFT JOIN linked_refunds AS linked USING (refund_id)
WHERE is_valid AND place = 1 AND amount > 0 AND refunded_us < getvariable('as_of_us');
CREATE TEMP TABLE order_refunds AS
SELECT order_key, sum(amount)::BIGINT AS refunded, bool_or(is_fault) AS is_fault
FROM refunds WHERE order_key IS NOT NULL
GROUP BY order_key;

-- step: revenue_days
COPY (
  WITH split AS (
    SELECT day_of(refunded_us) AS refund_day, day_of(paid_us) AS order_day, r.amount,
      CASE WHEN o.order_key IS NULL THEN 0 ELSE least(r.amount, greatest(0, o.amount - (
        sum(r.amount) OVER (
          PARTITION BY o.order_key, if(o.order_key IS NULL, refund_id, NULL)
          ORDER BY refunded_us, refund_id ROWS UNBOUNDED PRECEDING) - r.amount))) END AS covered
    FROM refunds AS r LEFT JOIN (
      FROM orders WHERE amount > 0 AND paid_us < getvariable('as_of_us')) AS o USING (order_key)),
  items AS (
    SELECT day_of(paid_us) AS order_day, order_day AS refund_day, 'sales' AS item,
      sum(amount) AS amount
    FROM orders WHERE amount > 0 AND paid_us < getvariable('as_of_us')
    GROUP BY ALL
    UNION ALL
    SELECT order_day, refund_day, 'refunds', -covered FROM split WHERE covered <> 0
    UNION ALL
    SELECT refund_day, refund_day,
      if(order_day IS NULL, 'unlinked_refunds', 'over_refunds'), covered - amount
    FROM split WHERE covered <> amount)
  SELECT getvariable('d') AS run_date, date_of(order_day) AS day, 'order_day' AS view, item,
    sum(amount)::BIGINT AS amount_minor
  FROM items GROUP BY ALL
  UNION ALL
  SELECT getvariable('d'), date_of(refund_day), 'refund_day', item, sum(amount)::BIGINT
  FROM items GROUP BY ALL)
TO (getvariable('out') || 'revenue_days.parquet');

-- step: buyers
CREATE TEMP VIEW valued AS
  SELECT uid, paid_us, day_of(paid_us) - getvariable('first_day') AS n,
    getvariable('last_day') - n AS age, getvariable('months')[n + 1] AS month,
    getvariable('weights')[n + 1] AS weight, amount,
    greatest(amount - coalesce(refunded, 0), 0) AS net, net = 0 OR coalesce(is_fault, false) AS is_bad,
    net > 0 AS is_kept, categories, n >> 6 AS block, 1::UBIGINT << (n & 63) AS bit
  FROM orders LEFT JOIN order_refunds USING (order_key)
  WHERE amount > 0 AND paid_us < getvariable('as_of_us') AND uid IS NOT NULL;
CREATE TEMP TABLE buyers AS
WITH
-- Few orders are refunded: what is counted of these alone costs little.
bought AS (
  SELECT uid, min(paid_us) AS first_paid_us, count(*) AS paid_orders,
    count(*) FILTER (NOT is_kept) AS lost_orders, count(*) FILTER (is_bad) AS bad_orders,
    sum(amount)::BIGINT AS gross, coalesce(sum(amount - net) FILTER (net < amount), 0)::BIGINT AS lost,
    coalesce(sum(net) FILTER (age < 90), 0)::BIGINT AS net_90,
    coalesce(sum(net) FILTER (age < 180), 0)::BIGINT AS net_180,
    sum(weight)::BIGINT AS decayed, coalesce(sum(weight) FILTER (is_bad), 0)::BIGINT AS decayed_bad,
    bit_or(1::BIGINT << month) FILTER (is_kept AND age < getvariable('recent_days')) AS recent_months,
    bool_or(is_kept AND (getvariable('leading_category') IS NULL OR categories & getvariable('leading_category') <> 0))
      AS is_pure,
    [{each block, : coalesce(bit_or(bit) FILTER (is_kept AND block = #), 0)}] AS kept,
    [{each block, : coalesce(bit_or(bit) FILTER (NOT is_kept AND block = #), 0)}] AS lost_days
  FROM valued
  GROUP BY uid)
SELECT uid, first_paid_us, paid_orders, paid_orders - lost_orders AS kept_orders, bad_orders, gross,
  gross - lost AS net, net_90, net_180, decayed, decayed_bad,
  coalesce({each block, : 64 * # + lowest(kept[# + 1])})::INTEGER AS first_kept,
  greatest({each block, : 64 * # + highest(kept[# + 1])})::INTEGER AS last_kept, recent_months, is_pure,
  kept, [{each block, : kept[# + 1] | lost_days[# + 1]}] AS paid
FROM bought;
CREATE TEMP TABLE first_purchases AS
SELECT uid, sum(net)::BIGINT AS first_net
FROM valued JOIN (SELECT uid, first_kept FROM buyers) USING (uid)
WHERE n = first_kept
GROUP BY uid;

-- step: memberships
-- A stay that was told again counts as told last.
CREATE TEMP TABLE stays AS
SELECT group_id, user_id, epoch_us(joined_at) AS joined_us, epoch_us(left_at) AS left_us, inviter_id,
  scene, concat_ws('/', group_id, user_id, joined_us) AS membership_id,
  hash(user_id) AS uid, hash(group_id) AS gid,
  coalesce(group_id IS NOT NULL AND user_id IS NOT NULL AND joined_us < getvariable('future_us'),
    false) AS is_valid,
  row_number() OVER (
    PARTITION BY is_valid, group_id, user_id, joined_at ORDER BY position DESC) AS place
FROM raw_memberships;
CREATE TEMP TABLE first_stays AS
SELECT uid, user_id, joined_us, group_id, inviter_id
FROM stays WHERE is_valid AND place = 1 AND joined_us < getvariable('as_of_us')
QUALIFY row_number() OVER (PARTITION BY uid ORDER BY joined_us, membership_id) = 1;

-- step: invites
CREATE TEMP TABLE invites AS
SELECT invite_id, inviter_id, invitee_id, epoch_us(invited_at) AS invited_us,
  epoch_us(joined_at) AS joined_us, channel, campaign,
  coalesce(invite_id IS NOT NULL AND inviter_id IS NOT NULL
    AND invited_us < getvariable('future_us'), false) AS is_valid,
  row_number() OVER (PARTITION BY is_valid, invite_id ORDER BY position DESC) AS place
FROM raw_invites;
CREATE TEMP TABLE first_accepted AS
SELECT hash(invitee_id) AS uid, invitee_id AS user_id, joined_us, channel, campaign, inviter_id
FROM invites
WHERE is_valid AND place = 1 AND invitee_id IS NOT NULL AND joined_us < getvariable('as_of_us')
QUALIFY row_number() OVER (PARTITION BY uid ORDER BY joined_us, invite_id) = 1;

-- step: arrivals
-- When users were first known by anything but what they wrote.
CREATE TEMP TABLE arrivals AS
WITH routes AS (
  SELECT uid, user_id, joined_us AS stay_us, NULL AS invite_us, NULL AS order_us FROM first_stays
  UNION ALL
  SELECT uid, user_id, NULL, joined_us, NULL FROM first_accepted
  UNION ALL
  SELECT uid, NULL, NULL, NULL, first_paid_us FROM buyers)
SELECT uid, any_value(user_id) AS user_id, min(stay_us) AS stay_us, min(invite_us) AS invite_us,
  min(order_us) AS order_us,
  least(day_of(min(stay_us)), day_of(min(invite_us)), day_of(min(order_us))) AS day,
  CASE day WHEN day_of(min(stay_us)) THEN min(stay_us)
    WHEN day_of(min(invite_us)) THEN min(invite_us) ELSE min(order_us) END AS entered_us
FROM routes
GROUP BY uid;

-- step: talk
-- The one pass over messages: one row per user and group, nothing counted that a day mask or a sum
-- does not hold.
CREATE TEMP TABLE talk AS
WITH sent AS (
  SELECT m.user_id, m.group_id, epoch_us(m.sent_at) AS sent_us,
    coalesce(sent_us < getvariable('future_us'), false) AS is_valid, r.position IS NULL AS is_last,
    is_last AND sent_us < getvariable('as_of_us') AND m.user_id IS NOT NULL AND NOT is_system
      AND NOT coalesce(is_operator, false) AND NOT coalesce(is_bot, false) AS is_own,
    is_own AND (is_meaningful OR is_text AND m.text IS NOT NULL AND coalesce(is_said, true))
      AS says_something,
    is_own AND (is_share OR may_link AND coalesce(links_to_shop, false)) AS shares_shop,
    coalesce(says_something AND sent_us >= entered_us, false) AS is_later,
    day_of(sent_us) - getvariable('first_day') AS day, getvariable('last_day') - day AS age,
    day >> 6 AS block, 1::UBIGINT << (day & 63) AS bit, 1::UBIGINT << (age & 63) AS age_bit
  FROM raw_chat_messages AS m
  LEFT JOIN message_types AS k ON k.message_type IS NOT DISTINCT FROM m.message_type
  LEFT JOIN repeated_messages AS r ON r.position = m.position
  LEFT JOIN texts AS t ON t.text = m.text
  LEFT JOIN (SELECT uid, entered_us FROM arrivals) AS a ON a.uid = hash(m.user_id)),
-- Every message counts for the earliest instant of one kind only.
pairs AS (
  SELECT any_value(user_id) AS user_id, any_value(group_id) AS group_id, count(*) AS read_rows,
    count(*) FILTER (says_something) AS messages,
    min(sent_us) FILTER (is_later) AS said_later_us,
    min(sent_us) FILTER (says_something AND NOT is_later) AS said_before_us,
    min(sent_us) FILTER (is_own AND NOT says_something) AS quiet_us,
    {each block, : bit_or(bit) FILTER (says_something AND block = #) AS said_#},
    min(sent_us) FILTER (is_valid AND is_last AND NOT is_own) AS other_us,
    count(*) FILTER (NOT is_valid) AS rejected_rows,
    count(*) FILTER (says_something AND age < 7) AS messages_7,
    count(*) FILTER (says_something AND age < 30) AS messages_30,
    count(*) FILTER (says_something AND age < 90) AS messages_90,
    count(*) FILTER (shares_shop AND age < 90) AS shares_90,
    bit_or(age_bit) FILTER (shares_shop AND age < 64) AS share_days,
    bit_or(age_bit) FILTER (shares_shop AND age BETWEEN 64 AND 89) AS older_share_days
  FROM sent
  GROUP BY hash(user_id, group_id))
SELECT hash(user_id) AS uid, hash(group_id) AS gid, user_id, group_id, read_rows,
  read_rows - rejected_rows AS valid_rows,
  least(said_later_us, said_before_us, quiet_us, other_us) AS accepted_us,
  least(said_later_us, said_before_us, quiet_us) AS own_us,
  least(said_later_us, said_before_us) AS said_us, said_later_us, messages, messages_7, messages_30,
  messages_90, shares_90, coalesce(share_days, 0) AS share_days,
  coalesce(older_share_days, 0) AS older_share_days,
  [{each block, : coalesce(said_#, 0)}] AS said
FROM pairs;

-- step: shares
CREATE TEMP TABLE told_shares AS
SELECT hash(user_id) AS uid, epoch_us(shared_at) AS shared_us,
  getvariable('d_day') - day_of(shared_us) AS age, user_id IS NULL AS is_anonymous,
  coalesce(user_id IS NOT NULL AND shared_us < getvariable('future_us'), false) AS is_valid,
  row_number() OVER (PARTITION BY is_valid, share_id ORDER BY position DESC) AS place
FROM raw_shares;
CREATE TEMP TABLE sharers AS
SELECT uid, count(*) AS shares_90,
  coalesce(bit_or(1::UBIGINT << (age & 63)) FILTER (age < 64), 0) AS share_days,
  coalesce(bit_or(1::UBIGINT << (age & 63)) FILTER (age >= 64), 0) AS older_share_days
FROM told_shares
WHERE is_valid AND place = 1 AND shared_us < getvariable('as_of_us') AND age < 90
GROUP BY uid;

-- step: talkers
CREATE TEMP TABLE talkers AS
SELECT uid, any_value(user_id) AS user_id, min(own_us) AS own_us, min(said_us) AS said_us,
  min(said_later_us) AS said_later_us,
  greatest({each block, : 64 * # + highest(bit_or(said[# + 1]))}) AS last_said,
  sum(messages)::BIGINT AS messages, sum(messages_7)::BIGINT AS messages_7,
  sum(messages_30)::BIGINT AS messages_30, sum(messages_90)::BIGINT AS messages_90,
  sum(shares_90)::BIGINT AS shares_90, bit_or(share_days) AS share_days,
  bit_or(older_share_days) AS older_share_days,
  [{each block, : bit_or(said[# + 1])}] AS said
FROM talk WHERE own_us IS NOT NULL
GROUP BY uid;

-- step: user_acquisition
CREATE TEMP TABLE known AS
SELECT coalesce(a.uid, t.uid) AS uid, coalesce(a.user_id, t.user_id) AS user_id, stay_us,
  invite_us, own_us, order_us, entered_us, least(a.day, day_of(own_us)) AS day,
  CASE least(a.day, day_of(own_us)) WHEN day_of(stay_us) THEN 'joined_group'
    WHEN day_of(invite_us) THEN 'accepted_invite' WHEN day_of(own_us) THEN 'first_message'
    ELSE 'first_order' END AS route
FROM arrivals AS a FULL JOIN talkers AS t ON t.uid = a.uid;
CREATE TEMP TABLE first_orders AS
SELECT order_key, k.uid FROM known AS k JOIN orders AS o ON o.uid = k.uid AND o.paid_us = k.order_us
WHERE route = 'first_order' AND amount > 0;
CREATE TEMP TABLE first_rows AS
SELECT r.*, uid AS buyer FROM raw_orders AS r JOIN first_orders ON order_key = hash(order_id);
CREATE TEMP TABLE acquired AS
WITH first_groups AS (
  SELECT k.uid, min(group_id) AS group_id, count(*) = count(group_id) AS has_group
  FROM known AS k JOIN talk USING (uid, own_us) WHERE route = 'first_message'
  GROUP BY k.uid),
first_lines AS (
  SELECT buyer AS uid, r.user_id, r.channel, r.campaign
  FROM typed('first_rows') AS r
  JOIN input_files AS files ON files.source = 'orders' AND files.number = r.position >> 32
  ANTI JOIN (FROM told_lines WHERE place > 1) AS resent ON resent.position = r.position
  WHERE r.is_valid AND kind <> 'refund'
  QUALIFY row_number() OVER (
    PARTITION BY buyer ORDER BY r.order_id, kind <> 'purchase', r.ordered_us,
      files.name || ':' || (1 + (r.position & 4294967295))) = 1),
starts AS (
  SELECT (SELECT min(day_of(joined_us)) FROM stays WHERE is_valid AND place = 1) AS stay_day,
    (SELECT min(day_of(invited_us)) FROM invites WHERE is_valid AND place = 1) AS invite_day,
    (SELECT min(day_of(accepted_us)) FROM talk) AS message_day,
    (SELECT min(day_of(paid_us)) FROM orders) AS order_day)
SELECT k.uid, coalesce(k.user_id, l.user_id) AS user_id, day,
  CASE route WHEN 'first_message' THEN own_us ELSE entered_us END AS acquired_us, route,
  if(route = 'accepted_invite', i.channel, l.channel) AS channel,
  if(route = 'accepted_invite', i.campaign, l.campaign) AS campaign,
  if(route = 'joined_group', s.group_id, if(has_group, g.group_id, NULL)) AS group_id,
  CASE route WHEN 'joined_group' THEN s.inviter_id WHEN 'accepted_invite' THEN i.inviter_id END
    AS inviter_id,
  day - CASE route WHEN 'joined_group' THEN stay_day WHEN 'accepted_invite' THEN invite_day
    WHEN 'first_message' THEN message_day ELSE order_day END
    <= getvariable('left_truncation_days') AS is_left_truncated,
  s.group_id AS first_group_id
FROM known AS k
LEFT JOIN first_stays AS s USING (uid)
LEFT JOIN first_accepted AS i USING (uid)
LEFT JOIN first_groups AS g USING (uid)
LEFT JOIN first_lines AS l USING (uid), starts;
COPY (
  SELECT user_id, make_timestamptz(acquired_us) AS acquired_at, date_of(day) AS acquired_day, route,
    channel, campaign, group_id, inviter_id, is_left_truncated
  FROM acquired)
TO (getvariable('out') || 'user_acquisition.parquet');

-- step: reach
-- Others who said something in 28 days in a user's present groups, up to the cap: a group with more
-- than the cap settles it; who is active in one group only is counted, others are told apart for
-- users of several.
CREATE TEMP TABLE reach AS
WITH active AS (
  SELECT uid, gid, count(*) OVER (PARTITION BY uid) > 1 AS is_in_many
  FROM talk
  WHERE days_from(said, getvariable('last_day') - 27) <> 0 AND user_id IS NOT NULL
    AND group_id IS NOT NULL),
active_groups AS (
  SELECT gid, count(*) > getvariable('reach_cap') AS is_full, count(*) FILTER (NOT is_in_many) AS in_one,
    count(*) FILTER (is_in_many) AS in_many
  FROM active GROUP BY gid),
recorded AS (
  SELECT uid, gid, bool_or(left_us IS NULL OR left_us >= getvariable('as_of_us')) AS is_present
  FROM stays WHERE is_valid AND place = 1 AND joined_us < getvariable('as_of_us')
  GROUP BY uid, gid),
present AS (
  SELECT uid, gid FROM recorded WHERE is_present
  UNION ALL
  SELECT uid, gid FROM talk ANTI JOIN recorded USING (uid, gid)
  WHERE own_us IS NOT NULL AND group_id IS NOT NULL),
counted AS (
  SELECT p.uid, bool_or(is_full) AS is_full, sum(in_one)::BIGINT AS in_one,
    sum(in_many)::BIGINT AS in_many, count(*) = 1 AS is_of_one,
    bool_or(a.uid IS NOT NULL) AS is_active
  FROM present AS p JOIN active_groups USING (gid) LEFT JOIN active AS a
    ON a.uid = p.uid AND a.gid = p.gid
  GROUP BY p.uid),
met AS (
  SELECT p.uid, count(DISTINCT m.uid) AS told_apart
  FROM present AS p JOIN counted AS c ON c.uid = p.uid
  JOIN active AS m ON m.gid = p.gid
  WHERE NOT c.is_full AND NOT c.is_of_one AND m.is_in_many AND in_one <= getvariable('reach_cap')
  GROUP BY p.uid)
SELECT uid, if(is_full, getvariable('reach_cap'),
  least(getvariable('reach_cap'), in_one + if(is_of_one, in_many, coalesce(told_apart, 0)) - is_active::INTEGER))::BIGINT AS reach
FROM counted LEFT JOIN met USING (uid);

-- step: user_features
CREATE MACRO decayed_count(weights) AS floor(coalesce(weights, 0)::DOUBLE * getvariable('weight_scale')
  * 1e6 + 0.5) / 1e6;
CREATE TEMP TABLE features AS
SELECT a.uid, a.user_id, a.day AS acquired_day, a.day - getvariable('first_day') AS d0,
  (getvariable('d_day') - a.day)::BIGINT AS tenure_days, b.kept, b.paid, t.said,
  coalesce({each block +: bit_count(kept[# + 1])::BIGINT}, 0) AS purchase_days, first_kept,
  coalesce({each block, :
    64 * # + lowest(if(# = first_kept >> 6, kept[# + 1] & (kept[# + 1] - 1), kept[# + 1]))})
    AS second_kept,
  last_kept, first_net,
  getvariable('last_day') - 29
    + lowest(days_from(kept, getvariable('last_day') - 29) & first_days(30))
    - greatest({each block, : 64 * # + highest(before(kept[# + 1], #, getvariable('last_day') - 29))})
    AS return_gap,
  coalesce(paid_orders, 0) AS paid_orders, coalesce(kept_orders, 0) AS kept_orders,
  coalesce(bad_orders, 0) AS bad_orders, coalesce(gross, 0) AS gross, coalesce(net, 0) AS net,
  coalesce(net_90, 0) AS net_90, coalesce(net_180, 0) AS net_180,
  (bit_count(days_from(kept, getvariable('last_day') - 89))
    + bit_count(days_from(kept, getvariable('last_day') - 25)))::BIGINT AS purchase_days_90,
  decayed_count(decayed) AS decayed_orders, decayed_count(decayed_bad) AS decayed_bad_orders,
  coalesce(messages, 0) AS messages, coalesce(messages_7, 0) AS messages_7,
  coalesce(messages_30, 0) AS messages_30, coalesce(messages_90, 0) AS messages_90,
  coalesce(t.shares_90, 0) + coalesce(s.shares_90, 0) AS shares_90,
  (bit_count(coalesce(t.share_days, 0) | coalesce(s.share_days, 0))
    + bit_count(coalesce(t.older_share_days, 0) | coalesce(s.older_share_days, 0)))::BIGINT
    AS share_days_90,
  bit_count(days_from(said, getvariable('last_day') - 29)
    | days_from(kept, getvariable('last_day') - 29))::BIGINT AS active_days_30,
  last_said, greatest(last_said, last_kept) AS last_active,
  least((getvariable('d_day') - a.day) // 7, 13)::BIGINT AS exposure_weeks,
  coalesce(reach, 0) AS reach, recent_months, coalesce(is_pure, false) AS is_pure
FROM acquired AS a
LEFT JOIN buyers AS b USING (uid)
LEFT JOIN first_purchases AS p USING (uid)
LEFT JOIN talkers AS t USING (uid)
LEFT JOIN sharers AS s USING (uid)
LEFT JOIN reach AS r USING (uid);
COPY (
  SELECT user_id, getvariable('d') AS run_date, date_of(acquired_day) AS acquired_day, tenure_days,
    purchase_days, calendar_date(first_kept) AS first_purchase_day,
    first_net AS first_purchase_net_minor,
    calendar_date(second_kept) AS second_purchase_day, calendar_date(last_kept) AS last_purchase_day,
    return_gap::BIGINT AS return_gap_30d_days,
    paid_orders, kept_orders, bad_orders, gross AS gross_spend_minor, net AS net_spend_minor,
    net_90 AS net_spend_90d_minor, net_180 AS net_spend_180d_minor,
    purchase_days_90 AS purchase_days_90d, decayed_orders, decayed_bad_orders, messages,
    messages_7 AS messages_7d, messages_30 AS messages_30d, messages_90 AS messages_90d,
    shares_90 AS shares_90d, share_days_90 AS share_days_90d, active_days_30 AS active_days_30d,
    calendar_date(last_active) AS last_active_day, exposure_weeks AS exposure_weeks_90d,
    true AS is_sharing_observed, reach AS reach_28d, NULL::BIGINT AS net_commission_180d_minor,
    NULL::VARCHAR AS severe_event, NULL::VARCHAR AS appeal_ruling, NULL::VARCHAR AS appeal_id
  FROM features)
TO (getvariable('out') || 'user_features.parquet');

-- step: candidates
-- Invites of known invitees, and the first time somebody joined a group through a member where no
-- invite had said so by the end of that day.
CREATE TEMP TABLE candidates AS
WITH sent AS (
  SELECT invite_id, inviter_id, invitee_id, invited_us,
    if(joined_us < getvariable('as_of_us'), joined_us, NULL) AS joined_us
  FROM invites
  WHERE is_valid AND place = 1 AND invitee_id IS NOT NULL AND invited_us < getvariable('as_of_us')),
accepted AS (
  SELECT inviter_id, invitee_id, day_of(min(greatest(invited_us, joined_us))) AS day
  FROM sent WHERE joined_us IS NOT NULL
  GROUP BY ALL),
joins AS (
  SELECT 'membership:' || membership_id AS invite_id, inviter_id, user_id AS invitee_id,
    joined_us AS invited_us, joined_us
  FROM stays
  WHERE is_valid AND place = 1 AND inviter_id IS NOT NULL AND joined_us < getvariable('as_of_us')
    AND (list_contains(getvariable('membership_scenes'), '*')
      OR list_contains(getvariable('membership_scenes'), scene))
  QUALIFY row_number() OVER (
    PARTITION BY inviter_id, invitee_id ORDER BY joined_us, membership_id) = 1),
brought AS (
  FROM joins ANTI JOIN accepted ON accepted.inviter_id = joins.inviter_id
    AND accepted.invitee_id = joins.invitee_id AND accepted.day <= day_of(joins.joined_us)),
together AS (FROM sent UNION ALL FROM brought)
SELECT t.*, hash(inviter_id) AS inviter, hash(invitee_id) AS invitee,
  CASE WHEN inviter_id = invitee_id THEN 'self'
    WHEN joined_us >= first_paid_us THEN 'after_first_order' END AS reason
FROM together AS t LEFT JOIN buyers AS b ON b.uid = hash(invitee_id);
CREATE TEMP TABLE closing_edges (invite_id VARCHAR);

-- step: closing_edges
-- Run until it adds none. Of the first acceptable invite of everybody, those that close a cycle:
-- the last edge of each, found by walking up from invitees who had invited before.
INSERT INTO closing_edges
WITH RECURSIVE
binding AS (
  SELECT invite_id, inviter, invitee, joined_us
  FROM candidates ANTI JOIN closing_edges USING (invite_id)
  WHERE joined_us IS NOT NULL AND reason IS NULL
  QUALIFY row_number() OVER (PARTITION BY invitee ORDER BY joined_us, invite_id) = 1),
walks AS (
  SELECT invite_id, b.joined_us, b.invitee AS goal, b.inviter AS reached
  FROM binding AS b
  JOIN (SELECT inviter, min(joined_us) AS joined_us FROM binding GROUP BY inviter) AS before
    ON before.inviter = b.invitee AND before.joined_us <= b.joined_us
  UNION
  SELECT w.invite_id, w.joined_us, w.goal, b.inviter
  FROM walks AS w JOIN binding AS b ON b.invitee = w.reached
  WHERE w.reached <> w.goal AND (b.joined_us, b.invite_id) < (w.joined_us, w.invite_id))
SELECT DISTINCT invite_id FROM walks WHERE reached = goal;

-- step: invite_edges
CREATE TEMP TABLE edges AS
WITH judged AS (
  SELECT c.* EXCLUDE (reason), day_of(joined_us) - getvariable('first_day') AS joined,
    if(e.invite_id IS NOT NULL, 'cycle', c.reason) AS reason,
    CASE WHEN c.reason IS NOT NULL OR e.invite_id IS NOT NULL THEN 'rejected'
      WHEN joined_us IS NULL THEN 'pending'
      WHEN row_number() OVER (
        PARTITION BY invitee, c.reason IS NULL AND e.invite_id IS NULL AND joined_us IS NOT NULL
        ORDER BY joined_us, c.invite_id) = 1 THEN 'bound'
      ELSE 'assist' END AS judgement
  FROM candidates AS c LEFT JOIN closing_edges AS e USING (invite_id)),
followed AS (
  SELECT j.*, days_from(kept, joined) AS kept, days_from(paid, joined) AS paid,
    days_from(said, joined) AS said, coalesce(kept_orders, 0) > 0 AS has_bought, recent_months,
    coalesce(is_pure, false) AS is_pure
  FROM judged AS j LEFT JOIN features AS f ON f.uid = j.invitee AND judgement = 'bound'),
qualified AS (
  SELECT *, joined + active_after(kept, kept | said) AS qualified,
    joined + active_after(paid, paid | said) AS gross_qualified,
    coalesce(getvariable('last_day') - joined >= getvariable('mature_after_days'), false) AS is_mature
  FROM followed)
SELECT * EXCLUDE (said, paid), qualified IS NOT NULL AS is_qualified,
  CASE WHEN judgement <> 'bound' THEN NULL WHEN qualified IS NOT NULL THEN 'qualified'
    WHEN gross_qualified IS NOT NULL THEN 'revoked' WHEN is_mature THEN 'failed'
    ELSE 'immature' END AS outcome
FROM qualified;
COPY (
  SELECT invite_id, getvariable('d') AS run_date, inviter_id, invitee_id,
    make_timestamptz(invited_us) AS invited_at, make_timestamptz(joined_us) AS joined_at,
    calendar_date(joined) AS joined_day, judgement, reason, outcome, is_mature, is_qualified,
    calendar_date(qualified) AS qualified_day
  FROM edges)
TO (getvariable('out') || 'invite_edges.parquet');

-- step: inviters
CREATE TEMP TABLE inviters AS
SELECT inviter AS uid, any_value(inviter_id) AS user_id, count(*) AS bound_invitees,
  count(*) FILTER (is_mature) AS matured_invitees, count(*) FILTER (is_qualified AND is_mature) AS qualified_invitees,
  count(*) FILTER (getvariable('last_day') - qualified < getvariable('recent_days'))
    AS qualified_invitees_180,
  count(*) FILTER (recent_months IS NOT NULL) AS buying_invitees_180,
  coalesce(bit_count(bit_or(recent_months)), 0)::BIGINT AS buying_months_180,
  count(*) FILTER (has_bought) AS buying_invitees, count(*) FILTER (is_pure) AS pure_invitees
FROM edges WHERE judgement = 'bound'
GROUP BY inviter;
COPY (
  SELECT user_id, getvariable('d') AS run_date, bound_invitees, matured_invitees, qualified_invitees,
    qualified_invitees_180 AS qualified_invitees_180d, buying_invitees_180 AS buying_invitees_180d,
    buying_months_180 AS buying_months_180d, buying_invitees, pure_invitees
  FROM inviters)
TO (getvariable('out') || 'inviters.parquet');

-- step: share_tails
-- Down to how many shares a user of so many weeks is held to share often: the tail rises with them.
CREATE TEMP TABLE share_tails AS
SELECT weeks, shares, gamma_above(weeks::DOUBLE, shares::DOUBLE) AS p
FROM range(14) weeks(weeks),
  range((SELECT max(shares_90) + 2 FROM features)) shares(shares);
CREATE TEMP TABLE share_needs AS
SELECT weeks, min(shares) FILTER (p >= getvariable('leave')) AS needed,
  max(p) FILTER (p < getvariable('leave')) AS p_below_needed
FROM share_tails
GROUP BY weeks;

-- step: hysteresis
CREATE MACRO smoothed(before, p) AS if(before IS NULL, p,
  getvariable('kept_weight') * before + (1 - getvariable('kept_weight')) * p);
CREATE MACRO is_dwelt(since) AS getvariable('d') - since >= getvariable('dwell_nights');
CREATE MACRO holds(now, before, was, since, confidence, enters_any_night) AS CASE
  WHEN now IS NULL THEN false
  WHEN before IS NULL THEN now >= confidence
  WHEN was THEN NOT (now <= getvariable('leave') AND is_dwelt(since))
  ELSE now >= confidence AND (enters_any_night OR is_dwelt(since)) END;
CREATE MACRO began(flag, was, since) AS if(flag = was AND since IS NOT NULL, since, getvariable('d'));
CREATE MACRO dwell_left(since) AS getvariable('dwell_nights') - (getvariable('d') - since);
CREATE MACRO nights_for(share) AS ceil(ln(share) / ln(getvariable('kept_weight')))::BIGINT;
CREATE MACRO nights_to_enter(now, lasting, confidence, dwell) AS CASE
  WHEN now IS NULL THEN if(lasting >= confidence, 1, NULL)
  WHEN now >= confidence THEN greatest(dwell, 1)
  WHEN lasting > confidence
  THEN greatest(nights_for((lasting - confidence) / (lasting - now)), dwell, 1) END;
CREATE MACRO nights_to_leave(now, lasting, dwell) AS CASE
  WHEN now <= getvariable('leave') THEN greatest(dwell, 1)
  WHEN lasting < getvariable('leave')
  THEN greatest(nights_for((getvariable('leave') - lasting) / (now - lasting)), dwell, 1) END;
CREATE MACRO holding(name, now, confidence) AS reason('smoothed_' || name, now,
  if(now >= confidence, confidence, getvariable('leave')), 1);
CREATE MACRO dwelling(name, since) AS
  reason(name || '_since', getvariable('d') - since, getvariable('dwell_nights'), -1);

-- step: user_segments
CREATE TEMP TABLE segments AS
WITH judged AS (
  SELECT f.uid, f.user_id, purchase_days, first_kept, paid_orders, bad_orders, shares_90,
    share_days_90, exposure_weeks, needed, p_below_needed,
    y.segment AS y_segment, coalesce(y.repeat_type, y.segment) AS y_leaf,
    y.is_problem AS y_is_problem, y.is_distributor AS y_is_distributor,
    y.is_spreader AS y_is_spreader, y.smoothed_problem AS y_problem,
    y.smoothed_distributor AS y_distributor, y.smoothed_spreader AS y_spreader,
    y.problem_since AS y_problem_since, y.distributor_since AS y_distributor_since,
    y.spreader_since AS y_spreader_since, y.label_since AS y_label_since,
    y.label_before AS y_label_before, y.label_cause AS y_label_cause,
    coalesce(qualified_invitees_180, 0) AS qualified, coalesce(buying_invitees_180, 0) AS buying,
    coalesce(buying_months_180, 0) AS months,
    if(paid_orders >= getvariable('least_orders') AND bad_orders >= getvariable('least_bad_orders'),
      beta_above(decayed_orders, decayed_bad_orders), 0) AS p_problem,
    CASE WHEN exposure_weeks = 0 THEN NULL
      WHEN shares_90 >= getvariable('least_shares') AND share_days_90 >= getvariable('least_share_days')
      THEN t.p ELSE 0 END AS p_by_shares,
    if(qualified >= getvariable('least_invitees'), 1, p_by_shares) AS p_spreader,
    CASE WHEN exposure_weeks = 0 THEN NULL
      WHEN shares_90 + 1 >= getvariable('least_shares')
        AND share_days_90 + 1 >= getvariable('least_share_days')
      THEN more.p ELSE 0 END AS p_after_share,
    if(buying >= getvariable('least_buying_invitees') AND months >= getvariable('least_months'),
      1::DOUBLE, 0) AS p_distributor,
    coalesce(beta_above(
      CASE WHEN paid_orders + 1 >= getvariable('least_orders')
        AND bad_orders + 1 >= getvariable('least_bad_orders') THEN decayed_orders + 1 END,
      decayed_bad_orders + 1), 0) AS p_after_bad_order
  FROM features AS f
  LEFT JOIN inviters AS i USING (uid)
  JOIN share_needs AS n ON n.weeks = exposure_weeks
  LEFT JOIN share_tails AS t ON t.weeks = exposure_weeks AND t.shares = shares_90
  LEFT JOIN share_tails AS more ON more.weeks = exposure_weeks AND more.shares = shares_90 + 1
  LEFT JOIN yesterday AS y ON y.user_id = f.user_id),
flagged AS (
  SELECT *, smoothed(y_problem, p_problem) AS s_problem,
    smoothed(y_distributor, p_distributor) AS s_distributor,
    smoothed(y_spreader, p_spreader) AS s_spreader,
    holds(s_problem, y_problem, y_is_problem, y_problem_since,
      getvariable('problem_confidence'), true) AS is_problem,
    purchase_days >= getvariable('least_purchase_days') AS is_repeat,
    holds(s_distributor, y_distributor, y_is_distributor, y_distributor_since,
      getvariable('distributor_confidence'), false) AS is_distributor,
    holds(s_spreader, y_spreader, y_is_spreader, y_spreader_since,
      getvariable('spreader_confidence'), false) AS is_spreader,
    began(is_problem, y_is_problem, y_problem_since) AS problem_since,
    began(is_distributor, y_is_distributor, y_distributor_since) AS distributor_since,
    began(is_spreader, y_is_spreader, y_spreader_since) AS spreader_since,
    exposure_weeks >= getvariable('least_weeks') AS is_fan,
    if(is_fan, 'fan', 'unknown') AS quiet_type,
    if(is_spreader, 'spreader', quiet_type) AS type_without_distribution,
    if(is_distributor, 'distributor', type_without_distribution) AS own_type,
    CASE WHEN is_repeat THEN 'repeat' WHEN purchase_days > 0 THEN 'non_repeat' ELSE 'prospect' END
      AS purchase_class,
    if(is_problem, 'problem', purchase_class) AS segment,
    if(segment = 'repeat', own_type, NULL) AS repeat_type, coalesce(repeat_type, segment) AS leaf,
    leaf IS DISTINCT FROM y_leaf AS is_new,
    if(is_new, getvariable('d'), y_label_since) AS label_since,
    if(is_new, y_leaf, y_label_before) AS label_before,
    CASE WHEN NOT is_new THEN y_label_cause
      WHEN y_leaf IS NULL THEN 'first_seen'
      WHEN is_problem THEN 'orders_go_bad'
      WHEN y_is_problem THEN 'problem_over'
      WHEN leaf = 'prospect' OR leaf = 'non_repeat' AND y_segment = 'repeat' THEN 'purchase_taken_back'
      WHEN leaf = 'non_repeat' THEN 'first_purchase'
      WHEN y_segment <> 'repeat' THEN 'came_back'
      WHEN is_distributor <> y_is_distributor
      THEN if(is_distributor, 'distributes', 'stopped_distributing')
      WHEN is_spreader <> y_is_spreader THEN if(is_spreader, 'spreads', 'stopped_spreading')
      WHEN leaf = 'fan' THEN 'watched_long_enough' ELSE 'no_longer_watched' END AS label_cause
  FROM judged),
weighed AS (
  SELECT *,
    1 - s_problem AS p_sound, p_sound * (1 - s_distributor) AS p_kept,
    if(purchase_class = 'prospect', p_sound, NULL) AS p_prospect,
    if(purchase_class = 'non_repeat', p_sound, NULL) AS p_non_repeat,
    if(is_repeat, p_sound * s_distributor, NULL) AS p_distributes,
    if(is_repeat, p_kept * s_spreader, NULL) AS p_spreads,
    if(is_repeat AND is_fan, p_kept * (1 - s_spreader), NULL) AS p_fan,
    qualified >= getvariable('least_invitees') AS brings,
    leaf IN ('fan', 'unknown') AND repeat_type IS NOT NULL AS is_quiet,
    buying >= getvariable('least_buying_invitees') AS buys, months >= getvariable('least_months')
      AS lasts,
    greatest(needed, getvariable('least_shares')) AS least_needed,
    if(needed > getvariable('least_shares'), p_below_needed, 0) AS p_without,
    dwell_left(problem_since) AS problem_dwell, dwell_left(distributor_since) AS distributor_dwell,
    dwell_left(spreader_since) AS spreader_dwell,
    nights_to_enter(s_distributor, 1::DOUBLE, getvariable('distributor_confidence'),
      distributor_dwell) AS nights_to_distribute
  FROM flagged),
-- The nearest flip as 32 times its size and its precedence, and how many nights it must last.
flips AS (
  SELECT *, list_sort(list_filter([
    {'size': 0, 'kind': 1, 'nights': if(leaf <> 'problem',
      nights_to_enter(s_problem, p_problem, getvariable('problem_confidence'), 0), NULL)},
    {'size': 0, 'kind': 2, 'nights': if(leaf = 'problem',
      nights_to_leave(s_problem, p_problem, problem_dwell), NULL)},
    {'size': 0, 'kind': 3, 'nights': if(repeat_type <> 'distributor',
      nights_to_enter(s_distributor, p_distributor, getvariable('distributor_confidence'),
        distributor_dwell), NULL)},
    {'size': 0, 'kind': 4, 'nights': if(leaf = 'distributor',
      nights_to_leave(s_distributor, p_distributor, distributor_dwell), NULL)},
    {'size': 0, 'kind': 5, 'nights': if(is_quiet,
      nights_to_enter(s_spreader, p_spreader, getvariable('spreader_confidence'), spreader_dwell),
      NULL)},
    {'size': 0, 'kind': 6, 'nights': if(leaf = 'spreader',
      nights_to_leave(s_spreader, p_spreader, spreader_dwell), NULL)},
    {'size': 1, 'kind': 7, 'nights': if(leaf <> 'problem',
      nights_to_enter(s_problem, p_after_bad_order, getvariable('problem_confidence'), 0), NULL)},
    {'size': abs(bad_orders - getvariable('least_bad_orders') + 1), 'kind': 8, 'nights':
      if(leaf = 'problem', nights_to_leave(s_problem, 0::DOUBLE, problem_dwell), NULL)},
    {'size': 1, 'kind': 9, 'nights': if(leaf = 'prospect', 1, NULL)},
    {'size': getvariable('least_purchase_days') - purchase_days, 'kind': 10, 'nights':
      if(leaf = 'non_repeat', 1, NULL)},
    {'size': abs(buying - getvariable('least_buying_invitees') + 1), 'kind': 11, 'nights':
      if(leaf = 'distributor', nights_to_leave(s_distributor, 0::DOUBLE, distributor_dwell), NULL)},
    {'size': getvariable('least_buying_invitees') - buying, 'kind': 12, 'nights':
      if(repeat_type <> 'distributor' AND lasts AND NOT buys, nights_to_distribute, NULL)},
    {'size': getvariable('least_months') - months, 'kind': 13, 'nights':
      if(repeat_type <> 'distributor' AND buys AND NOT lasts, nights_to_distribute, NULL)},
    {'size': abs(getvariable('least_invitees') - qualified), 'kind': 14, 'nights': if(is_quiet,
      nights_to_enter(s_spreader, 1::DOUBLE, getvariable('spreader_confidence'), spreader_dwell),
      NULL)},
    {'size': 1, 'kind': 15, 'nights': if(is_quiet, nights_to_enter(s_spreader, p_after_share,
      getvariable('spreader_confidence'), spreader_dwell), NULL)},
    {'size': getvariable('least_weeks') - exposure_weeks, 'kind': 16, 'nights':
      if(leaf = 'unknown' AND is_quiet, 1, NULL)},
    {'size': qualified - getvariable('least_invitees') + 1, 'kind': 17, 'nights':
      if(leaf = 'spreader' AND brings, if(p_by_shares IS NULL, 1,
        nights_to_leave(s_spreader, p_by_shares, spreader_dwell)), NULL)},
    {'size': shares_90 - least_needed + 1, 'kind': 18, 'nights':
      if(leaf = 'spreader' AND NOT brings AND p_spreader >= getvariable('leave'),
        nights_to_leave(s_spreader, p_without, spreader_dwell), NULL)}],
    lambda step: step.nights IS NOT NULL))[1] AS flip
  FROM weighed),
explained AS (
  SELECT *, flip.kind AS flip_kind, flip.size::DOUBLE AS flip_size,
    list_sort(list_filter([
      {'p': -s_problem, 'place': 1, 'leaf': 'problem'},
      {'p': -p_prospect, 'place': 2, 'leaf': 'prospect'},
      {'p': -p_non_repeat, 'place': 3, 'leaf': 'non_repeat'},
      {'p': -p_distributes, 'place': 4, 'leaf': 'distributor'},
      {'p': -p_spreads, 'place': 5, 'leaf': 'spreader'},
      {'p': -p_fan, 'place': 6, 'leaf': 'fan'}],
      lambda other: other.p < 0 AND other.leaf <> flips.leaf))[1].leaf AS runner_up,
    CASE leaf
      WHEN 'problem' THEN [
        holding('problem', s_problem, getvariable('problem_confidence')),
        if(s_problem <= getvariable('leave'), dwelling('problem', problem_since), NULL),
        reason('bad_orders', bad_orders, getvariable('least_bad_orders'), 1),
        reason('paid_orders', paid_orders, getvariable('least_orders'), 1)]
      WHEN 'distributor' THEN [
        if(p_distributor = 0,
          holding('distributor', s_distributor, getvariable('distributor_confidence')), NULL),
        if(p_distributor = 0 AND s_distributor <= getvariable('leave'),
          dwelling('distributor', distributor_since), NULL),
        reason('buying_invitees_180d', buying, getvariable('least_buying_invitees'), 1),
        reason('buying_months_180d', months, getvariable('least_months'), 1)]
      WHEN 'spreader' THEN [
        if(brings, NULL, holding('spreader', s_spreader, getvariable('spreader_confidence'))),
        if(NOT brings AND s_spreader <= getvariable('leave'),
          dwelling('spreader', spreader_since), NULL),
        reason('shares_90d', shares_90, getvariable('least_shares'), 1),
        reason('share_days_90d', share_days_90, getvariable('least_share_days'), 1),
        reason('qualified_invitees_180d', qualified, getvariable('least_invitees'), 1)]
      WHEN 'fan' THEN [
        reason('exposure_weeks_90d', exposure_weeks, getvariable('least_weeks'), 1),
        if(s_spreader < getvariable('spreader_confidence'),
          reason('smoothed_spreader', s_spreader, getvariable('spreader_confidence'), -1),
          if(s_spreader IS NULL, NULL, dwelling('spreader', spreader_since))),
        reason('purchase_days', purchase_days, getvariable('least_purchase_days'), 1)]
      WHEN 'non_repeat' THEN [
        reason('purchase_days', purchase_days, getvariable('least_purchase_days'), -1),
        if(paid_orders > 0,
          reason('smoothed_problem', s_problem, getvariable('problem_confidence'), -1), NULL)]
      WHEN 'prospect' THEN [
        reason('purchase_days', purchase_days, 1, -1),
        if(paid_orders > 0,
          reason('smoothed_problem', s_problem, getvariable('problem_confidence'), -1), NULL)]
      ELSE [
        reason('exposure_weeks_90d', exposure_weeks, getvariable('least_weeks'), -1),
        reason('purchase_days', purchase_days, getvariable('least_purchase_days'), 1),
        reason('smoothed_problem', s_problem, getvariable('problem_confidence'), -1)] END AS reasons
  FROM flips)
SELECT uid, user_id, segment, repeat_type, is_problem, is_repeat, is_distributor, is_spreader,
  purchase_class = 'non_repeat'
    AND getvariable('last_day') - first_kept < getvariable('purchase_gap') AS is_not_yet_due,
  purchase_days = 0 AND paid_orders > 0 AS is_voided_buyer, p_problem, p_spreader, p_distributor,
  s_problem AS smoothed_problem, s_spreader AS smoothed_spreader,
  s_distributor AS smoothed_distributor, problem_since, spreader_since, distributor_since,
  label_since, label_before, label_cause,
  CASE leaf WHEN 'problem' THEN s_problem WHEN 'prospect' THEN p_prospect
    WHEN 'non_repeat' THEN p_non_repeat WHEN 'distributor' THEN p_distributes
    WHEN 'spreader' THEN p_spreads WHEN 'fan' THEN p_fan END AS probability,
  runner_up,
  list_transform(
    list_sort(list_filter(reasons, lambda why: why.margin >= 0))[:3], lambda why:
    {'rule': why.rule, 'value': why.value, 'threshold': why.threshold, 'margin': why.margin})
    AS reasons,
  CASE WHEN flip_kind IN (1, 7) THEN 'problem'
    WHEN flip_kind IN (2, 8) THEN if(is_repeat, own_type, purchase_class)
    WHEN flip_kind IN (3, 12, 13) THEN 'distributor'
    WHEN flip_kind IN (4, 11) THEN type_without_distribution
    WHEN flip_kind IN (5, 14, 15) THEN 'spreader' WHEN flip_kind = 9 THEN 'non_repeat'
    WHEN flip_kind = 10 THEN own_type WHEN flip_kind = 16 THEN 'fan'
    WHEN flip_kind IN (6, 17, 18) THEN quiet_type END AS flip_to,
  ['smoothed_problem', 'smoothed_problem', 'smoothed_distributor', 'smoothed_distributor',
    'smoothed_spreader', 'smoothed_spreader', 'bad_orders', 'bad_orders', 'purchase_days',
    'purchase_days', 'buying_invitees_180d', 'buying_invitees_180d', 'buying_months_180d',
    'qualified_invitees_180d', 'shares_90d', 'exposure_weeks_90d', 'qualified_invitees_180d',
    'shares_90d'][flip_kind] AS flip_rule,
  if(flip_kind IN (8, 11, 17, 18), -flip_size, flip_size) AS flip_by, flip.nights AS flip_nights
FROM explained;
COPY (
  SELECT user_id, getvariable('d') AS run_date, * EXCLUDE (uid, user_id),
    getvariable('segment_fits') AS fit_version, getvariable('rule_set') AS rule_set
  FROM segments)
TO (getvariable('out') || 'user_segments.parquet');

-- step: seed_scores
CREATE MACRO doubled_rank(less, equal) AS 2 * (less - 1) + equal;
CREATE TEMP TABLE listed AS
WITH lists AS (
  SELECT uid, user_id, p_problem,
    CASE WHEN repeat_type IN ('spreader', 'distributor')
        OR segment = 'problem' AND is_repeat AND (is_spreader OR is_distributor) THEN 'seed'
      WHEN repeat_type = 'fan' THEN 'latent' END AS list,
    if(segment = 'problem', 'problem', 'passed') AS gate
  FROM segments)
SELECT l.*, least(tenure_days, getvariable('tenure_cap_days')) AS tenure, purchase_days,
  p_alive((purchase_days - 1)::DOUBLE, (last_kept - first_kept)::DOUBLE,
    (getvariable('last_day') - first_kept)::DOUBLE) AS alive, reach, net,
  matured_invitees, qualified_invitees, buying_invitees, pure_invitees,
  list = 'seed' AND gate = 'passed' AS is_candidate
FROM lists AS l JOIN features AS f USING (uid) LEFT JOIN inviters AS i USING (uid)
WHERE list IS NOT NULL;
-- Bounds are dear and hang on two small counts; ranks are of candidates, who are one pool.
CREATE TEMP TABLE measured AS
WITH germinations AS (
  SELECT *, germination_bound(matured_invitees::DOUBLE, qualified_invitees::DOUBLE) AS germination_raw
  FROM (SELECT DISTINCT matured_invitees, qualified_invitees FROM listed)
  WHERE matured_invitees >= getvariable('minimum_matured_invitees')),
purities AS (
  SELECT *, purity_bound(buying_invitees::DOUBLE, pure_invitees::DOUBLE) AS purity_raw
  FROM (SELECT DISTINCT buying_invitees, pure_invitees FROM listed)
  WHERE buying_invitees > 0),
pools AS (SELECT list, gate, max(reach) > 0 AS has_reach FROM listed GROUP BY ALL),
-- P(alive) is known of all or none: all have bought again.
matured AS (
  SELECT uid, count(*) OVER () AS candidates,
    pow(doubled_rank(rank() OVER (ORDER BY tenure), count(*) OVER (PARTITION BY tenure))::DOUBLE
      * doubled_rank(rank() OVER (ORDER BY purchase_days), count(*) OVER (PARTITION BY purchase_days))
      * if(alive IS NULL, 1,
        doubled_rank(rank() OVER (ORDER BY alive), count(*) OVER (PARTITION BY alive))),
      1::DOUBLE / if(alive IS NULL, 2, 3)) / (2 * count(*) OVER ()) AS maturity_raw
  FROM listed WHERE is_candidate)
SELECT uid, user_id, list, gate, is_candidate, candidates, maturity_raw,
  1 - p_problem AS soundness_raw, if(has_reach, (reach * net)::DOUBLE, NULL) AS weight_raw,
  germination_raw, purity_raw
FROM listed
JOIN pools USING (list, gate)
LEFT JOIN matured USING (uid)
LEFT JOIN germinations USING (matured_invitees, qualified_invitees)
LEFT JOIN purities USING (buying_invitees, pure_invitees);
COPY (
  WITH ranked AS (
    SELECT *, candidates >= getvariable('minimum_candidates') AS is_ranked,
      {each criterion, : if(is_ranked AND #_raw IS NOT NULL, greatest(getvariable('percentile_floor'),
        doubled_rank(rank() OVER (ORDER BY #_raw NULLS LAST), count(#_raw) OVER (PARTITION BY #_raw))::DOUBLE
        / (2 * count(#_raw) OVER ())), NULL) AS #}
    FROM measured WHERE is_candidate),
  weighed AS (
    SELECT *, nullif({each criterion +: if(# IS NULL, 0::DOUBLE, getvariable('weight_#'))}, 0)
      AS total_weight
    FROM ranked),
  lifted AS (
    SELECT *,
      if(is_ranked, 100 * exp({each criterion +:
        coalesce(getvariable('weight_#') / total_weight * ln(#), 0)}), NULL) AS score,
      {each criterion, : getvariable('weight_#') / total_weight * (ln(#) - ln(median(#) OVER ()))
        AS #_contribution},
      if(NOT is_ranked, 'candidates', nullif(concat_ws(',',
        {each criterion, : if(# IS NULL, '#', NULL)}), '')) AS missing
    FROM weighed),
  together AS (
    SELECT *,
      if(score IS NULL, NULL, row_number() OVER (ORDER BY score DESC NULLS LAST, user_id)) AS rank
    FROM lifted
    UNION ALL BY NAME
    FROM measured WHERE NOT is_candidate)
  SELECT user_id, getvariable('d') AS run_date, list, gate, rank, score,
    missing IS NOT NULL AS is_degraded, missing, {each criterion, : #_raw, #, #_contribution},
    getvariable('segment_fits') || '+' || getvariable('outlook_fits') || '+'
      || getvariable('seed_fits') AS fit_version
  FROM together)
TO (getvariable('out') || 'seed_scores.parquet');

-- step: activity
-- Retention windows of every user as bits, in the order of the windows below; then 13 months.
CREATE TEMP TABLE windows AS
SELECT generate_subscripts(windows, 1)::INTEGER - 1 AS bit, unnest(windows, recursive := true)
FROM (SELECT list_concat(
  [{'kind': 'n_day', 'since': d, 'until': d} FOR d IN [1, 3, 7, 14, 30, 60, 90]],
  [{'kind': 'bracket', 'since': d[1], 'until': d[2]} FOR d IN [[7, 14], [15, 30], [31, 60], [61, 90]]],
  [{'kind': 'unbounded', 'since': d, 'until': NULL} FOR d IN [30, 60, 90]],
  [{'kind': 'month_offset', 'since': d, 'until': d} FOR d IN range(13)]) AS windows);
CREATE MACRO window_bits(days, later_days, last_day, d0, months) AS
  bit_if(days & 2 <> 0, 0) | bit_if(days & 8 <> 0, 1) | bit_if(days & 128 <> 0, 2)
  | bit_if(days & 16384 <> 0, 3) | bit_if(days & 1073741824 <> 0, 4)
  | bit_if(days & 1152921504606846976 <> 0, 5) | bit_if(later_days & 67108864 <> 0, 6)
  | bit_if(days & 32640 <> 0, 7) | bit_if(days & 2147450880 <> 0, 8)
  | bit_if(days & 2305843007066210304 <> 0, 9)
  | bit_if(days & 16140901064495857664 <> 0 OR later_days & 134217727 <> 0, 10)
  | bit_if(last_day >= d0 + 30, 11) | bit_if(last_day >= d0 + 60, 12)
  | bit_if(last_day >= d0 + 90, 13)
  | ((months & 8191) << 14);
CREATE TEMP TABLE activity AS
WITH placed AS (
  SELECT uid, d0, acquired_day, {month bits said} AS said_months, {month bits kept} AS kept_months,
    12 * (year(date_of(acquired_day)) - year(date_of(getvariable('first_day'))))
      + month(date_of(acquired_day)) - month(date_of(getvariable('first_day'))) AS month,
    days_from(said, d0) AS said, days_from(said, d0 + 64) AS said_later, last_said,
    days_from(kept, d0) AS kept, days_from(kept, d0 + 64) AS kept_later, last_kept,
    days_from(paid, d0) AS paid
  FROM features)
SELECT uid, acquired_day, (said | paid) & first_days(getvariable('activation_days') + 1) <> 0
    AS is_activated,
  window_bits(said, said_later, last_said, d0,
    if(month >= 0, said_months >> month, said_months << -month)) AS chat,
  window_bits(kept, kept_later, last_kept, d0,
    if(month >= 0, kept_months >> month, kept_months << -month)) AS purchase
FROM placed;

-- step: retention_cohorts
COPY (
  WITH days AS (
    SELECT acquired_day, count(*) AS members, bool_or(is_left_truncated) AS is_left_truncated,
      [{each window, : count(*) FILTER ((chat >> #) & 1 = 1)}] AS chat,
      [{each window, : count(*) FILTER ((purchase >> #) & 1 = 1)}] AS purchase,
      [{each window, : count(*) FILTER (((chat | purchase) >> #) & 1 = 1)}] AS either
    FROM activity JOIN acquired USING (uid)
    GROUP BY acquired_day),
  figures AS (
    SELECT date_of(acquired_day) AS d0, members, is_left_truncated, kind, since, until, activity,
      CASE activity WHEN 'chat' THEN chat WHEN 'purchase' THEN purchase ELSE either END[bit + 1]
        AS active,
      if(kind = 'month_offset', last_day(date_trunc('month', d0)::DATE + to_months(since::INTEGER)),
        d0 + coalesce(until, since)::INTEGER) <= getvariable('d') AS is_over
    FROM days, windows, (FROM (VALUES ('chat'), ('purchase'), ('either')) AS activities(activity))),
  periods AS (
    SELECT *, grain, date_trunc(grain, d0)::DATE AS day,
      if(grain = 'week', day + 6, last_day(day)) <= getvariable('d') AS is_period_over
    FROM figures, (FROM (VALUES ('week'), ('month')) AS grains(grain))
    WHERE kind <> 'month_offset' OR grain = 'month')
  SELECT getvariable('d') AS run_date, day, grain, activity, kind, since::BIGINT AS window_from,
    until::BIGINT AS window_to, coalesce(sum(members) FILTER (is_over), 0)::BIGINT AS members,
    (sum(active) FILTER (is_over))::BIGINT AS retained, sum(members)::BIGINT AS cohort_size,
    bool_and(is_over) AND any_value(is_period_over) AS is_complete,
    kind = 'unbounded' AS is_open_ended, bool_or(is_left_truncated) AS is_left_truncated
  FROM periods
  GROUP BY ALL)
TO (getvariable('out') || 'retention_cohorts.parquet');

-- step: members
-- One row per user: what cohorts are cut by and what the user adds to them.
CREATE TEMP TABLE members AS
WITH sent AS (
  SELECT inviter AS uid, day_of(invited_us) AS day, judgement = 'bound' AS is_bound, is_qualified,
    coalesce(judgement = 'bound'
      AND kept & first_days(getvariable('invitee_buys_within_days') + 1) <> 0, false) AS buys
  FROM edges
  UNION ALL
  SELECT hash(inviter_id), day_of(invited_us), false, false, false
  FROM invites
  WHERE is_valid AND place = 1 AND invitee_id IS NULL AND invited_us < getvariable('as_of_us')),
inviting AS (
  SELECT uid, count(*) FILTER (is_soon) AS invites, count(*) FILTER (is_soon AND is_bound) AS joined,
    count(*) FILTER (is_soon AND is_qualified) AS qualified, count(*) FILTER (is_soon AND buys) AS invited_buyers,
    bool_or(is_qualified) AS is_referrer
  FROM (
    SELECT uid, sent.* EXCLUDE (uid, day),
      sent.day BETWEEN acquired.day AND acquired.day + getvariable('invite_days') AS is_soon
    FROM sent JOIN acquired USING (uid))
  GROUP BY uid),
classes AS (SELECT uid, concat_ws('/', segment, repeat_type) AS class FROM segments),
bound AS (SELECT invitee AS uid, inviter FROM edges WHERE judgement = 'bound')
SELECT a.day, a.is_left_truncated, coalesce(channel, '(none)') AS channel,
  coalesce(campaign, '(none)') AS campaign, route,
  coalesce(c.class, if(coalesce(b.inviter, key(a.inviter_id)) IS NULL, '(none)', 'unknown'))
    AS inviter_class,
  coalesce(a.group_id, first_group_id, '(none)') AS "group", s.segment, is_activated, chat, purchase,
  net, first_kept + getvariable('first_day') AS first_kept, second_kept - f.first_kept AS gap,
  coalesce(i.invites, 0) AS invites, coalesce(joined, 0) AS joined,
  coalesce(invited_buyers, 0) AS invited_buyers, coalesce(qualified, 0) AS qualified,
  coalesce(is_referrer, false) AS is_referrer
FROM acquired AS a
JOIN features AS f USING (uid)
JOIN activity USING (uid)
JOIN segments AS s USING (uid)
LEFT JOIN inviting AS i USING (uid)
LEFT JOIN bound AS b USING (uid)
LEFT JOIN classes AS c ON c.uid = coalesce(b.inviter, key(a.inviter_id));

-- step: cells
CREATE TEMP TABLE cells AS
SELECT day,
  CASE WHEN channel IS NOT NULL THEN 'channel' WHEN campaign IS NOT NULL THEN 'campaign'
    WHEN route IS NOT NULL THEN 'route' WHEN inviter_class IS NOT NULL THEN 'inviter_class'
    WHEN "group" IS NOT NULL THEN 'group' WHEN segment IS NOT NULL THEN 'segment' ELSE 'all' END
    AS dimension,
  coalesce(channel, campaign, route, inviter_class, "group", segment, 'all') AS value,
  bool_or(is_left_truncated) AS is_left_truncated, count(*) AS users,
  count(*) FILTER (is_activated) AS activated,
  count(*) FILTER (chat & 1 <> 0) AS chat_1, count(*) FILTER (chat & 4 <> 0) AS chat_7,
  count(*) FILTER (chat & 16 <> 0) AS chat_30, count(*) FILTER (chat & 128 <> 0) AS chat_7_14,
  count(*) FILTER (chat & 2048 <> 0) AS chat_from_30,
  count(*) FILTER (purchase & 1 <> 0) AS purchase_1, count(*) FILTER (purchase & 4 <> 0) AS purchase_7,
  count(*) FILTER (purchase & 16 <> 0) AS purchase_30, count(*) FILTER (purchase & 128 <> 0) AS purchase_7_14,
  count(*) FILTER (purchase & 2048 <> 0) AS purchase_from_30,
  count(*) FILTER ((chat | purchase) & 1 <> 0) AS either_1, count(*) FILTER ((chat | purchase) & 4 <> 0) AS either_7,
  count(*) FILTER ((chat | purchase) & 16 <> 0) AS either_30,
  count(*) FILTER ((chat | purchase) & 128 <> 0) AS either_7_14,
  count(*) FILTER ((chat | purchase) & 2048 <> 0) AS either_from_30,
  count(first_kept) AS buyers, sum(net)::BIGINT AS net,
  count(*) FILTER (first_kept + 30 <= getvariable('d_day')) AS buyers_30,
  count(*) FILTER (first_kept + 60 <= getvariable('d_day')) AS buyers_60,
  count(*) FILTER (first_kept + 90 <= getvariable('d_day')) AS buyers_90,
  count(*) FILTER (first_kept + 30 <= getvariable('d_day') AND gap <= 30) AS repeat_30,
  count(*) FILTER (first_kept + 60 <= getvariable('d_day') AND gap <= 60) AS repeat_60,
  count(*) FILTER (first_kept + 90 <= getvariable('d_day') AND gap <= 90) AS repeat_90,
  count(*) FILTER (is_referrer) AS referrers, sum(invites)::BIGINT AS invites, sum(joined)::BIGINT AS joined,
  sum(invited_buyers)::BIGINT AS invited_buyers, sum(qualified)::BIGINT AS qualified
FROM members
GROUP BY GROUPING SETS (
  (day), (day, channel), (day, campaign), (day, route), (day, inviter_class), (day, "group"),
  (day, segment));

-- step: aarrr_cells
-- What needs time counts from the day on that it has had it; days become weeks and months.
CREATE TEMP TABLE periods AS
WITH due AS NOT MATERIALIZED (
  SELECT date_of(day) AS d0, dimension, value, is_left_truncated, users, buyers, net,
    buyers_30, buyers_60, buyers_90, repeat_30, repeat_60, repeat_90,
    {each due, : if(day + # <= getvariable('d_day'), users, 0) AS users_after_#},
    if(users_after_7 > 0, activated, 0) AS activated,
    {each activity, : if(users_after_1 > 0, #_1, 0) AS #_1, if(users_after_7 > 0, #_7, 0) AS #_7,
    if(users_after_14 > 0, #_7_14, 0) AS #_7_14, if(users_after_30 > 0, #_30, 0) AS #_30,
    if(users_after_30 > 0, #_from_30, 0) AS #_from_30},
    if(users_after_120 > 0, referrers, 0) AS referrers, if(users_after_120 > 0, invites, 0) AS invites,
    if(users_after_120 > 0, joined, 0) AS joined,
    if(users_after_120 > 0, invited_buyers, 0) AS invited_buyers,
    if(users_after_120 > 0, qualified, 0) AS qualified
  FROM cells)
SELECT 'day' AS grain, d0 AS day, d0 <= getvariable('d') AS is_over, * EXCLUDE (d0) FROM due
UNION ALL BY NAME
SELECT grain, date_trunc(grain, d0)::DATE AS day, dimension, value,
  bool_or(is_left_truncated) AS is_left_truncated,
  if(grain = 'week', day + 6, last_day(day)) <= getvariable('d') AS is_over,
  sum(COLUMNS(* EXCLUDE (grain, d0, dimension, value, is_left_truncated)))::BIGINT
FROM due, (FROM (VALUES ('week'), ('month')) AS grains(grain))
GROUP BY ALL;
-- Each measure by its place: what is counted, out of what, and whether all have had the time.
COPY (
  SELECT getvariable('d') AS run_date, day, grain, dimension, value, is_left_truncated,
    [users, if(users_after_7 > 0, activated, NULL),
      {each activity, : if(users_after_1 > 0, #_1, NULL)},
      {each activity, : if(users_after_7 > 0, #_7, NULL)},
      {each activity, : if(users_after_30 > 0, #_30, NULL)},
      {each activity, : if(users_after_14 > 0, #_7_14, NULL)},
      {each activity, : if(users_after_30 > 0, #_from_30, NULL)},
      buyers, net, net, net, if(buyers_30 > 0, repeat_30, NULL), if(buyers_60 > 0, repeat_60, NULL),
      if(buyers_90 > 0, repeat_90, NULL), if(users_after_120 > 0, referrers, NULL),
      if(users_after_120 > 0, invites, NULL), if(users_after_120 > 0, qualified, NULL),
      if(users_after_120 > 0, joined, NULL), if(users_after_120 > 0, invited_buyers, NULL),
      if(users_after_120 > 0, qualified, NULL)]::BIGINT[] AS numerators,
    [NULL, users_after_7, {each activity, : users_after_1},
      {each activity, : users_after_7}, {each activity, : users_after_30},
      {each activity, : users_after_14}, {each activity, : users_after_30},
      users, NULL, users, buyers, buyers_30, buyers_60, buyers_90, users_after_120, users_after_120,
      if(users_after_120 > 0, invites, NULL), users_after_120, users_after_120,
      users_after_120]::BIGINT[] AS denominators,
    list_transform([true, users = users_after_7, {each activity, : users = users_after_1},
      {each activity, : users = users_after_7}, {each activity, : users = users_after_30},
      {each activity, : users = users_after_14}, {each activity, : users = users_after_30},
      true, true, true, true, buyers = buyers_30, buyers = buyers_60, buyers = buyers_90,
      users = users_after_120, users = users_after_120, users = users_after_120,
      users = users_after_120, users = users_after_120, users = users_after_120],
      lambda has_time : is_over AND has_time) AS are_complete
  FROM periods)
TO (getvariable('out') || 'aarrr_cells.parquet');

-- step: funnel_steps
-- Known, then a message, an order, another, an invite, each the earliest after the one before.
-- Everybody is known once, so the chain of a user is five instants.
CREATE TEMP TABLE chains AS
WITH spoken AS (
  SELECT a.uid, day, acquired_us,
    acquired_us + getvariable('funnel_days') * 86400000000 AS end_us,
    if(route = 'first_message', said_us, said_later_us) AS said_us
  FROM acquired AS a LEFT JOIN talkers USING (uid)),
bought AS (
  SELECT s.uid, min(paid_us, 2) AS paid
  FROM orders AS o
  JOIN (SELECT uid, said_us, end_us FROM spoken WHERE said_us <= end_us) AS s
    ON s.uid = o.uid AND paid_us BETWEEN said_us AND end_us
  LEFT JOIN order_refunds AS r USING (order_key)
  WHERE amount > coalesce(refunded, 0) AND paid_us < getvariable('as_of_us')
  GROUP BY s.uid),
sent AS (
  SELECT inviter AS uid, invited_us FROM edges
  UNION ALL
  SELECT hash(inviter_id), invited_us FROM invites
  WHERE is_valid AND place = 1 AND invitee_id IS NULL AND invited_us < getvariable('as_of_us')),
invited AS (
  SELECT s.uid, min(invited_us) AS invited_us
  FROM sent JOIN bought USING (uid) JOIN spoken AS s USING (uid)
  WHERE invited_us BETWEEN paid[2] AND end_us
  GROUP BY s.uid)
SELECT day, end_us, acquired_us AS at_1, if(said_us <= end_us, said_us, NULL) AS at_2,
  paid[1] AS at_3, paid[2] AS at_4, invited_us AS at_5
FROM spoken LEFT JOIN bought USING (uid) LEFT JOIN invited USING (uid);
CREATE MACRO seconds_between(earlier, later) AS (later - earlier) // 1000000;
COPY (
  WITH cohorts AS (
    SELECT grain, date_trunc(grain, date_of(c.day))::DATE AS day,
      bool_and(end_us < getvariable('as_of_us'))
        AND any_value(CASE grain WHEN 'day' THEN date_of(c.day)
          WHEN 'week' THEN date_trunc(grain, date_of(c.day))::DATE + 6
          ELSE last_day(date_of(c.day)) END) <= getvariable('d') AS is_complete,
      [count(*), count(at_2), count(at_3), count(at_4), count(at_5)] AS users,
      [NULL, quantile_disc(seconds_between(at_1, at_2), [0.5, 0.9]),
        quantile_disc(seconds_between(at_2, at_3), [0.5, 0.9]),
        quantile_disc(seconds_between(at_3, at_4), [0.5, 0.9]),
        quantile_disc(seconds_between(at_4, at_5), [0.5, 0.9])] AS seconds
    FROM chains AS c, (FROM (VALUES ('day'), ('week'), ('month')) AS grains(grain))
    GROUP BY ALL),
  steps AS (
    SELECT *, unnest(['acquired', 'message', 'order', 'order', 'invite']) AS step_name,
      unnest([1, 2, 3, 4, 5]) AS step
    FROM cohorts),
  counted AS (
    SELECT *, if(is_complete OR users[step] > 0, users[step], NULL) AS reached,
      if(step > 1 AND (is_complete OR users[step - 1] > 0), users[step - 1], NULL) AS previous
    FROM steps)
  SELECT getvariable('d') AS run_date, day, grain, step::BIGINT AS step, step_name, reached AS users,
    previous AS previous_users, if(is_complete, previous - reached, NULL) AS dropped,
    if(previous > 0, reached / previous, NULL) AS conversion, seconds[step][1] AS median_seconds,
    seconds[step][2] AS p90_seconds, is_complete
  FROM counted)
TO (getvariable('out') || 'funnel_steps.parquet');

-- step: source_accounting
COPY (
  WITH counted AS (
    SELECT 'orders' AS source, kind::VARCHAR AS kind, sum(read_rows)::BIGINT AS read_rows,
      sum(valid_rows)::BIGINT AS valid_rows, sum(anonymous_rows)::BIGINT AS anonymous_rows
    FROM line_counts GROUP BY kind
    UNION ALL
    SELECT 'refunds', 'refund', count(*), count(*) FILTER (is_valid), count(*) FILTER (is_anonymous)
    FROM raw_told_refunds
    UNION ALL
    SELECT 'memberships', 'membership', count(*), count(*) FILTER (is_valid), count(*) FILTER (user_id IS NULL)
    FROM stays
    UNION ALL
    SELECT 'invites', 'invite', count(*), count(*) FILTER (is_valid), count(*) FILTER (inviter_id IS NULL)
    FROM invites
    UNION ALL
    SELECT 'shares', 'share', count(*), count(*) FILTER (is_valid), count(*) FILTER (is_anonymous) FROM told_shares
    UNION ALL
    SELECT 'chat_messages', 'message', sum(read_rows)::BIGINT, sum(valid_rows)::BIGINT,
      coalesce(sum(read_rows) FILTER (user_id IS NULL), 0)::BIGINT
    FROM talk),
  repeated AS (
    SELECT 'orders' AS source, kind::VARCHAR AS kind, count(*) AS duplicate_rows
    FROM told_lines WHERE place > 1 GROUP BY kind
    UNION ALL
    SELECT 'refunds', 'refund', count(*) FILTER (is_valid AND place > 1) FROM raw_told_refunds
    UNION ALL
    SELECT 'memberships', 'membership', count(*) FILTER (is_valid AND place > 1) FROM stays
    UNION ALL
    SELECT 'invites', 'invite', count(*) FILTER (is_valid AND place > 1) FROM invites
    UNION ALL
    SELECT 'shares', 'share', count(*) FILTER (is_valid AND place > 1) FROM told_shares
    UNION ALL
    SELECT 'chat_messages', 'message', count(*) FROM repeated_messages),
  kinds AS (
    SELECT source, kind, read_rows, valid_rows - coalesce(duplicate_rows, 0) AS accepted_rows,
      read_rows - valid_rows AS rejected_rows, coalesce(duplicate_rows, 0) AS duplicate_rows,
      anonymous_rows
    FROM counted LEFT JOIN repeated USING (source, kind)
    WHERE read_rows > 0)
  FROM kinds
  UNION ALL
  SELECT source, 'all', sum(COLUMNS(* EXCLUDE (source, kind)))::BIGINT FROM kinds GROUP BY source)
TO (getvariable('out') || 'source_accounting.parquet');
