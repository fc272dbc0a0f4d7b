-- The made-up community shop that benchmarks run on, in steps that BenchShop runs by name.
--
-- Given as variables: seed, users, orders, messages, shares (each of 365 days but users), days,
-- nights, last_day. Nothing is drawn from a generator with a state: every number is a hash of the
-- seed, the name of a stream and the number of a row, so that neither threads nor the order of
-- execution can change a row. DuckDB's hash() may change with its version, and the shop with it.
--
-- Every source has a table arriving_SOURCE: the columns of its contract behind the business day on
-- which the row arrives, the instant it is about, and a number that breaks ties.

-- step: macros
SET TimeZone = 'UTC';
CREATE MACRO draw(stream, id) AS hash(xor(hash(id), hash(stream, getvariable('seed'))));
CREATE MACRO whole(stream, id, bound) AS (draw(stream, id) % bound)::BIGINT;
CREATE MACRO unit(stream, id) AS (draw(stream, id) >> 11)::DOUBLE / 9007199254740992.0;
CREATE MACRO one_of(list, stream, id) AS list[1 + whole(stream, id, len(list))];

-- Zipf–Mandelbrot by its inverse: a share of the ranks in [0, 1) whose density falls as
-- (flatness + rank)^-slope, so that a shop of more users does not make its busiest one busier.
CREATE MACRO zipf(u, flatness, slope) AS
  (flatness ** (1 - slope) + u * ((1 + flatness) ** (1 - slope) - flatness ** (1 - slope)))
  ** (1 / (1 - slope)) - flatness;

-- Users are numbered in the order in which they join and dealt out to blocks like cards: user n is
-- in block n % blocks. A block is as busy as its rank; within it everybody who has joined by now
-- takes part, of the later ones a little more. So picking a user needs no table of users.
SET VARIABLE blocks = greatest(1, getvariable('users') // 20);
CREATE MACRO block(rank, multiplier) AS
  (floor(rank * getvariable('blocks'))::BIGINT * multiplier) % getvariable('blocks');
CREATE MACRO member(block, joined, u) AS
  block + getvariable('blocks')
    * floor(u * ((joined - block + getvariable('blocks') - 1) // getvariable('blocks')))::BIGINT;
CREATE MACRO later(stream, id) AS
  CASE WHEN whole(stream || ' late joiner', id, 10) < 6 THEN unit(stream, id)
    ELSE 1 - unit(stream, id) * unit(stream, id) END;
CREATE MACRO picked(stream, id, rank, multiplier, joined) AS
  member(block(rank, multiplier), joined, later(stream || ' in block', id));

-- Who buys much and who talks much are different people: two ways to shuffle the blocks. A fifth
-- of the users never buys, a third never says a word. Good customers are those who invite.
CREATE MACRO buyer(id, joined) AS
  picked('buyer', id, 0.8 * zipf(unit('buyer rank', id), 0.015, 1.6), 7919, joined);
CREATE MACRO talker(id, joined) AS
  picked('talker', id, 0.66 * zipf(unit('talker rank', id), 0.01, 1.4), 104729, joined);
CREATE MACRO sharer(id, joined) AS
  picked('sharer', id, 0.3 * zipf(unit('sharer rank', id), 0.02, 1.2), 104729, joined);
CREATE MACRO inviter(id, joined) AS
  picked('inviter', id, 0.6 * zipf(unit('inviter rank', id), 0.001, 1.2), 7919, joined);

CREATE MACRO user_name(number) AS 'u' || (1000000 + number);
CREATE MACRO group_name(number) AS 'g' || (10000 + number);
CREATE MACRO instant(at_ms) AS to_timestamp(at_ms / 1000.0);
-- Days are cut in Asia/Shanghai, which has no daylight saving.
CREATE MACRO days_ms(days) AS days * 86400000::BIGINT;
CREATE MACRO start_ms(day) AS epoch_ms(day) - 8 * 3600000;
CREATE MACRO day_of(at_ms) AS make_timestamp_ms(at_ms + 8 * 3600000)::DATE;
CREATE MACRO at_hour(day, hours, stream, id) AS
  start_ms(day) + one_of(hours, stream || ' hour', id) * 3600000
    + whole(stream || ' in hour', id, 3600000);
-- Two rows in a hundred arrive one to three days after what they tell of.
CREATE MACRO delay(stream, id) AS
  CASE WHEN whole(stream || ' is late', id, 1000) >= 20 THEN 0
    ELSE one_of([1, 1, 1, 1, 1, 1, 1, 2, 2, 3], stream || ' delay', id) END;

-- The home group of a user: groups of about 70 to 430 members, the largest first.
SET VARIABLE groups = greatest(2, getvariable('users') // 100);
CREATE MACRO home(number) AS
  floor(getvariable('groups') * (10 ** unit('home', number) - 1) / 9)::BIGINT;
CREATE MACRO has_second_home(number) AS whole('has second home', number, 100) < 35;
CREATE MACRO second_home(number) AS
  (home(number) + 1 + whole('second home', number, getvariable('groups') - 1))
  % getvariable('groups');

SET VARIABLE order_hours = [0, 7, 8, 8, 9, 9, 9, 10, 10, 10, 10, 11, 11, 11, 12, 12, 12, 13, 13, 14,
  14, 15, 15, 16, 16, 17, 17, 18, 18, 19, 19, 19, 20, 20, 20, 20, 21, 21, 21, 21, 22, 22, 22, 23];
SET VARIABLE talk_hours = [0, 0, 1, 6, 7, 7, 8, 8, 8, 9, 9, 9, 10, 10, 11, 11, 12, 12, 12, 13, 13, 14,
  15, 15, 16, 16, 17, 17, 18, 18, 19, 19, 19, 20, 20, 20, 20, 21, 21, 21, 21, 21, 22, 22, 22, 23, 23];
SET VARIABLE shelf = ['云南草莓', 'Fuji apples', '赣南脐橙', 'Organic bananas', '散养土鸡蛋', '鲜牛奶',
  'Greek yoghurt', '五常大米', 'Wholegrain bread', '手工水饺', 'Cold-brew coffee', '竹纤维纸巾',
  '洗衣凝珠', 'Kids'' socks', '阳光玫瑰', '现磨豆浆'];
SET VARIABLE categories = ['fruit', 'fruit', 'fruit', 'fruit', 'eggs', 'dairy', 'dairy', 'grain',
  'bakery', 'frozen', 'drinks', 'household', 'household', 'clothing', 'fruit', 'drinks'];

-- step: calendar
-- How much happens on a day: weekends are busier, the 8th is members' day, the shop grows. Shares
-- are integers, so that the days add up to the totals exactly.
CREATE TABLE calendar AS
WITH days AS (
  SELECT n, getvariable('last_day') - (getvariable('days') - 1 - n)::INTEGER AS day,
    least(1, (n + 1) / getvariable('days')) AS age
  FROM range(getvariable('days') + getvariable('nights')) numbers(n)),
weighted AS (
  SELECT n, day,
    floor(1e6 * (0.7 + 0.6 * age) * (0.92 + 0.16 * unit('order day', epoch_ms(day)))
      * [0.94, 0.92, 0.93, 0.97, 1.06, 1.12, 1.06][isodow(day)]
      * if(dayofmonth(day) = 8, 1.4, 1))::BIGINT AS order_weight,
    floor(1e6 * (0.8 + 0.4 * age) * (0.94 + 0.12 * unit('talk day', epoch_ms(day)))
      * [0.97, 0.96, 0.97, 0.99, 1.05, 1.06, 1.00][isodow(day)]
      * if(dayofmonth(day) = 8, 1.2, 1))::BIGINT AS talk_weight
  FROM days),
cumulated AS (
  SELECT n, day, order_weight, talk_weight,
    sum(order_weight) OVER (ORDER BY n) AS order_weights,
    sum(talk_weight) OVER (ORDER BY n) AS talk_weights,
    sum(order_weight) FILTER (n < getvariable('days')) OVER () AS all_order_weights,
    sum(talk_weight) FILTER (n < getvariable('days')) OVER () AS all_talk_weights
  FROM weighted),
shared AS (
  SELECT n, day, unnest([
    {source: 'orders', total: getvariable('orders'), below: order_weights - order_weight,
      upto: order_weights, whole: all_order_weights},
    {source: 'chat_messages', total: getvariable('messages'), below: talk_weights - talk_weight,
      upto: talk_weights, whole: all_talk_weights},
    {source: 'shares', total: getvariable('shares'), below: talk_weights - talk_weight,
      upto: talk_weights, whole: all_talk_weights}]) AS of
  FROM cumulated)
SELECT n, day, of.source AS source,
  (of.total * getvariable('days') // 365 * of.below // of.whole)::BIGINT AS first_row,
  (of.total * getvariable('days') // 365 * of.upto // of.whole)::BIGINT AS end_row
FROM shared
ORDER BY n, source;

-- A quarter has joined before the first day, the others one after the other over all of history.
CREATE MACRO founders() AS getvariable('users') // 4;
CREATE MACRO joined_before(n) AS
  founders() + (getvariable('users') - founders()) * n // getvariable('days');
CREATE MACRO joins_on(number) AS
  ((number - founders() + 1) * getvariable('days') + getvariable('users') - founders() - 1)
  // (getvariable('users') - founders()) - 1;
CREATE MACRO first_day() AS getvariable('last_day') - (getvariable('days') - 1)::INTEGER;

-- step: products
-- One row per product; prices in fen, from six yuan to some 140.
CREATE TABLE products AS
SELECT number, 'p' || (10000 + number) AS product_id,
  one_of(getvariable('categories'), 'category', number) AS category,
  floor(600 * exp(3.2 * unit('price', number)))::BIGINT AS price_fen
FROM range(getvariable('products')) numbers(number);

-- step: phrases
-- What is said, by whom, and how often; {product}, {n} and {page} are filled in.
CREATE TABLE phrases AS
WITH said(voice, weight, message_type, text) AS (VALUES
  ('member', 30, 'text', '今天的{product}特别甜，孩子一口气吃完了'),
  ('member', 34, 'text', '{product}已经收到，包装很好，谢谢店家'),
  ('member', 30, 'text', '有人一起拼单吗，还差{n}个人'),
  ('member', 34, 'text', '请问这个{product}什么时候发货？'),
  ('member', 26, 'text', '上次买的{product}有点酸，这次的怎么样？'),
  ('member', 26, 'text', '推荐这款{product}，早餐刚好😋'),
  ('member', 20, 'text', 'Does anyone know when the next delivery comes?'),
  ('member', 20, 'text', 'The {product} arrived today, very fresh!'),
  ('member', 14, 'text', 'How long does the {product} keep after opening?'),
  ('member', 32, 'text', '群主，明天还有团吗'),
  ('member', 22, 'text', '我家附近的自提点在哪里呀'),
  ('member', 16, 'text', 'Just ordered {n} boxes, fingers crossed 🤞'),
  ('member', 26, 'text', '这个价格比超市便宜不少'),
  ('member', 34, 'text', '已下单{n}份，坐等收货'),
  ('member', 22, 'text', '快递到了但是少了一盒，找谁处理？'),
  ('member', 18, 'text', '昨天的{product}坏了两个，已经申请退款'),
  ('member', 20, 'text', '周末有没有{product}的活动'),
  ('member', 16, 'text', '老家的亲戚也想买，能寄外地吗'),
  ('member', 14, 'text', 'Is the {n}% off still valid tonight?'),
  ('member', 18, 'text', '大家早上好☀️ 今天降温多穿点'),
  ('member', 16, 'text', '孩子放学了，先去接一下，晚点再看'),
  ('member', 12, 'text', '哈哈哈笑死我了[捂脸]这也太巧了'),
  ('member', 10, 'text', '我刚看了一篇文章 https://news.example.org/a/{page} 说得挺有道理'),
  ('member', 6, 'text', '这个不错，大家看看 https://m.shop.example/p/{page}'),
  ('member', 3, 'link', 'https://shop.example/p/{page}?from=group'),
  ('member', 6, 'link', 'https://video.example.net/v/{page}'),
  ('member', 26, 'text', '收到'), ('member', 24, 'text', '1'), ('member', 20, 'text', 'ok'),
  ('member', 24, 'text', '好的'), ('member', 14, 'text', '嗯嗯'), ('member', 10, 'text', '+1'),
  ('member', 14, 'text', '谢谢🙏'), ('member', 12, 'text', '👍'), ('member', 8, 'text', '👍👍👍'),
  ('member', 10, 'text', '[强][强]'), ('member', 6, 'text', 'got it!'), ('member', 5, 'text', '？'),
  ('member', 62, 'image', NULL), ('member', 16, 'voice', NULL), ('member', 8, 'video', NULL),
  ('member', 38, 'sticker', NULL), ('member', 8, 'recall', NULL), ('member', 5, 'card', '{product}'),
  ('member', 9, 'mini_program', '{product} 限时拼团'), ('member', 3, 'forwarded', NULL),
  ('member', 4, 'red_packet', NULL), ('member', 3, 'file', NULL),
  ('operator', 30, 'text', '【今日开团】{product}，满{n}件包邮，点击下单 https://shop.example/t/{page}'),
  ('operator', 20, 'text', '各位邻居，{product}已到自提点，请在晚上八点前来取'),
  ('operator', 20, 'text', '好的，这边马上帮您处理'),
  ('operator', 14, 'mini_program', '{product} 限时拼团'), ('operator', 10, 'image', NULL),
  ('bot', 40, 'text', '您的订单已发货，预计{n}小时内送达'),
  ('bot', 30, 'text', '欢迎新朋友入群，请先看群公告'), ('bot', 10, 'card', '签到第{n}天'),
  ('system', 60, 'system', '有新成员加入了群聊'), ('system', 20, 'system', '有成员退出了群聊'),
  ('system', 10, 'system', '群公告已更新')),
ranged AS (
  SELECT voice, message_type, text, weight,
    sum(weight) OVER (PARTITION BY voice ORDER BY message_type, text NULLS FIRST) AS upto,
    sum(weight) OVER (PARTITION BY voice) AS total
  FROM said)
SELECT voice, slot, message_type, text
FROM ranged
JOIN range(1000) slots(slot)
  ON slot * total >= (upto - weight) * 1000 AND slot * total < upto * 1000;

-- step: members
-- One row per user, in the order of joining; 45 in a hundred of those who are no founders were
-- invited up to three days before.
CREATE TABLE members AS
WITH joined AS (
  SELECT number, if(number < founders(), NULL, joins_on(number)) AS n,
    if(number < founders(), 99, whole('invited', number, 100)) < 45 AS is_invited,
    whole('days to join', number, 4) AS days_to_join
  FROM range(joined_before(getvariable('days') + getvariable('nights'))) numbers(number)),
dated AS (
  SELECT *, if(n IS NULL, first_day() - (1 + whole('founding', number, 200))::INTEGER,
      first_day() + n::INTEGER) AS day
  FROM joined)
SELECT number, is_invited AND n >= days_to_join AS is_invited,
  at_hour(day, getvariable('talk_hours'), 'joined', number) AS joined_ms,
  at_hour(day - days_to_join::INTEGER, [0, 1, 2, 3, 4, 5], 'invited', number)
    - if(days_to_join = 0, 8 * 3600000, 0) AS invited_ms,
  inviter(number, joined_before(greatest(0, n - days_to_join))) AS inviter
FROM dated
ORDER BY number;

-- step: memberships
-- A stay is told when it begins and, with the same key, again when it ends; of those that end,
-- half do within eight days, the rest within sixty.
CREATE TABLE arriving_memberships AS
WITH stays AS (
  SELECT number, home(number) AS group_number, joined_ms, inviter, is_invited, number * 2 AS stay
  FROM members
  UNION ALL
  SELECT number, second_home(number), joined_ms + whole('second joined', number, days_ms(30)),
    inviter, false, number * 2 + 1
  FROM members
  WHERE has_second_home(number)),
told AS (
  SELECT *, joined_ms AS told_ms, NULL AS left_ms, 0 AS update FROM stays
  UNION ALL
  SELECT *, joined_ms + 3600000 + floor(days_ms(59) * unit('stayed', stay) ** 3)::BIGINT AS ms,
    ms, 1
  FROM stays
  WHERE whole('leaves', stay, 100) < 22)
SELECT greatest(first_day(), day_of(told_ms) + delay('membership', stay * 2 + update)::INTEGER)
    AS arrival,
  told_ms AS at_ms, stay * 2 + update AS seq,
  if(whole('nameless membership', stay, 5000) = 0, NULL, group_name(group_number)) AS group_id,
  user_name(number) AS user_id, instant(joined_ms) AS joined_at, instant(left_ms) AS left_at,
  if(is_invited, user_name(inviter), NULL) AS inviter_id,
  if(is_invited, 'invite_link', one_of(['qr_code', 'search', 'qr_code', 'live_room'], 'scene', stay))
    AS scene
FROM told
ORDER BY arrival;

-- step: invites
-- Sent invites, most in vain; an accepted one is told again, with the same key, when the invitee
-- joins. A few come to those who are bound already, to the inviter, which closes a cycle, and to
-- oneself.
CREATE TABLE arriving_invites AS
WITH sent AS (
  SELECT number * 8 AS invite, inviter, number AS invitee, invited_ms, joined_ms
  FROM members WHERE is_invited
  UNION ALL
  SELECT number * 8 + 1 + n, inviter, NULL, invited_ms + n * 5000000, NULL
  FROM members, range(2) vain(n)
  WHERE is_invited AND whole('vain', number * 2 + n, 100) < 60
  UNION ALL
  SELECT number * 8 + 3, inviter(number * 8 + 3, founders()), number,
    joined_ms + 86400000, joined_ms + 90000000
  FROM members WHERE whole('bound already', number, 100) < 3
  UNION ALL
  SELECT first.number * 8 + 4 + back,
    if(back = 0, first.number, second.number), if(back = 0, second.number, first.number),
    greatest(first.joined_ms, second.joined_ms) + 300000 * (1 + back),
    greatest(first.joined_ms, second.joined_ms) + 600000 * (1 + back)
  FROM members AS first, members AS second, range(2) ways(back)
  WHERE second.number = first.number + 1 AND first.number >= founders()
    AND NOT first.is_invited AND NOT second.is_invited
    AND whole('invite each other', first.number, 100) = 0
  UNION ALL
  SELECT number * 8 + 6, number, number, joined_ms + 3600000, joined_ms + 3660000
  FROM members WHERE whole('invites self', number, 2000) = 0),
told AS (
  SELECT invite, inviter, NULL AS invitee, invited_ms, NULL AS joined_ms, invited_ms AS told_ms,
    0 AS update
  FROM sent
  UNION ALL
  SELECT invite, inviter, invitee, invited_ms, joined_ms, joined_ms, 1
  FROM sent WHERE joined_ms IS NOT NULL)
SELECT greatest(first_day(), day_of(told_ms) + delay('invite', invite * 2 + update)::INTEGER)
    AS arrival,
  told_ms AS at_ms, invite * 2 + update AS seq,
  'i' || (100000000 + invite) AS invite_id,
  if(whole('nameless invite', invite, 3000) = 0, NULL, user_name(inviter)) AS inviter_id,
  user_name(invitee) AS invitee_id,
  instant(invited_ms) AS invited_at, instant(joined_ms) AS joined_at,
  one_of(['group_card', 'poster', 'group_card', 'link'], 'invite channel', invite) AS channel,
  if(whole('invite campaign', invite, 10) < 3, 'bring_a_friend', NULL) AS campaign
FROM told
ORDER BY arrival;

-- step: arriving
CREATE TABLE arriving_orders (arrival DATE, at_ms BIGINT, seq BIGINT,
  order_id VARCHAR, line_no INTEGER, user_id VARCHAR, ordered_at TIMESTAMPTZ, product_id VARCHAR,
  category VARCHAR, quantity INTEGER, unit_price DECIMAL(10, 2), currency VARCHAR, status VARCHAR,
  channel VARCHAR, campaign VARCHAR, updated_at TIMESTAMPTZ);
CREATE TABLE arriving_refunds (arrival DATE, at_ms BIGINT, seq BIGINT,
  refund_id VARCHAR, order_id VARCHAR, user_id VARCHAR, refunded_at TIMESTAMPTZ, product_id VARCHAR,
  quantity INTEGER, amount DECIMAL(12, 2), currency VARCHAR, reason VARCHAR,
  updated_at TIMESTAMPTZ);
CREATE TABLE arriving_chat_messages (arrival DATE, at_ms BIGINT, seq BIGINT,
  message_id VARCHAR, group_id VARCHAR, user_id VARCHAR, sent_at TIMESTAMPTZ, message_type VARCHAR,
  text VARCHAR, reply_to_message_id VARCHAR, addressed_user_id VARCHAR, is_operator BOOLEAN,
  is_bot BOOLEAN);
CREATE TABLE arriving_shares (arrival DATE, at_ms BIGINT, seq BIGINT,
  share_id VARCHAR, user_id VARCHAR, shared_at TIMESTAMPTZ, scene VARCHAR, campaign VARCHAR);

-- step: day
SET VARIABLE n = (SELECT any_value(n) FROM calendar WHERE day = getvariable('day'));
SET VARIABLE joined = joined_before(getvariable('n'));
SET VARIABLE soon_joined = joined_before(getvariable('n') + 7);
SET VARIABLE rows = (SELECT map(list(source), list([first_row, end_row])) FROM calendar
  WHERE day = getvariable('day'));

-- step: orders
-- The day's order lines: 1.2 an order. A few buy before they join a group.
CREATE OR REPLACE TEMP TABLE sold AS
WITH placed AS (
  SELECT number,
    buyer(number, if(whole('buys first', number, 100) < 3, getvariable('soon_joined'),
      getvariable('joined'))) AS buyer,
    at_hour(getvariable('day'), getvariable('order_hours'), 'ordered', number) AS ordered_ms,
    one_of([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3], 'lines', number) AS lines,
    whole('fate', number, 1000) AS fate,
    whole('dirt', number, 10000) AS dirt
  FROM range(getvariable('rows')['orders'][1], getvariable('rows')['orders'][2]) orders(number)),
lined AS (
  SELECT placed.*, line_no, number * 4 + line_no AS line,
    floor(getvariable('products') * zipf(unit('product', number * 4 + line_no), 0.02, 1.05))::BIGINT
      AS product
  FROM placed JOIN range(1, 4) line_numbers(line_no) ON line_no <= lines)
SELECT lined.number, line_no::INTEGER AS line_no, line, buyer, ordered_ms, fate, dirt,
  whole('anonymous', lined.number, 100) = 0 AS is_anonymous,
  product_id, category, price_fen,
  one_of([1, 1, 1, 1, 1, 1, 2, 2, 2, 3], 'quantity', line)::INTEGER AS quantity,
  CASE WHEN fate < 25 THEN 'cancelled' WHEN fate < 45 THEN 'unpaid'
    WHEN fate < 52 THEN 'failed_group_buy' WHEN fate < 55 THEN 'gift' WHEN fate < 57 THEN 'test'
    WHEN fate < 400 THEN 'paid' ELSE 'completed' END AS status
FROM lined JOIN products ON product = products.number;

-- Half a hundredth is sent again up to five days later, now and then with another status.
INSERT INTO arriving_orders
WITH told AS (
  SELECT *, status AS told_status, ordered_ms + whole('updated', line, 600000) AS updated_ms,
    getvariable('day') + delay('order', number)::INTEGER AS arrival, 0 AS update
  FROM sold
  UNION ALL
  SELECT *, if(whole('changed', line, 10) < 3, 'cancelled', status),
    ordered_ms + 600000 + whole('sent again', line, days_ms(5)) AS ms,
    greatest(day_of(ms), getvariable('day') + delay('order', number)::INTEGER), 1
  FROM sold WHERE whole('is sent again', line, 1000) < 5)
SELECT arrival, ordered_ms, line * 2 + update,
  if(dirt = 0, NULL, 'o' || (100000000 + number)), line_no,
  if(is_anonymous, NULL, user_name(buyer)),
  if(dirt = 1, NULL, instant(ordered_ms)), product_id, category, quantity,
  if(dirt = 2, NULL, price_fen * if(dirt = 3, -1, 1) / 100)::DECIMAL(10, 2),
  if(dirt = 4, 'USD', 'CNY'), told_status,
  one_of(['mini_program', 'mini_program', 'mini_program', 'group_buy', 'group_buy', 'app', 'h5'],
    'channel', number),
  CASE WHEN whole('campaign', number, 10) < 2 THEN 'sale_' || month(getvariable('day'))
    WHEN dayofmonth(getvariable('day')) = 8 THEN 'members_day' END,
  instant(updated_ms)
FROM told;

-- step: refunds
-- What becomes of the day's paid lines in the thirty days after: one order in twenty comes back,
-- half of them within four days; of a few buyers it is every second one.
INSERT INTO arriving_refunds
WITH paid AS (
  SELECT *, whole('returns much', buyer, 1000) < 25 AS returns_much,
    if(returns_much, 300 + whole('returns', buyer, 300), 10 + whole('returns', buyer, 60))
      AS returns_of_1000
  FROM sold WHERE status IN ('paid', 'completed') AND NOT is_anonymous),
back AS (
  SELECT *,
    ordered_ms + days_ms(1) + floor(days_ms(29) * unit('kept', number) ** 3.2)::BIGINT
      + whole('kept line', line, 1000) AS back_ms,
    whole('returned part', line, 100) < 25 AS is_part,
    whole('names no order', line, 100) < 2 AS is_nameless,
    whole('refund dirt', line, 2000) AS refund_dirt,
    whole('reason', line, 100) AS why
  FROM paid
  WHERE whole('returned', number, 1000) < returns_of_1000
    AND (line_no = 1 OR whole('returned line', line, 10) < 8)),
told AS (
  SELECT *, 0 AS update, back_ms AS told_ms FROM back
  UNION ALL
  SELECT *, 1, back_ms + whole('refund sent again', line, days_ms(3))
  FROM back WHERE whole('refund is sent again', line, 1000) < 5)
SELECT day_of(told_ms) + if(update = 0, delay('refund', line), 0)::INTEGER, back_ms,
  line * 2 + update, 'r' || (400000000 + line),
  if(is_nameless, NULL, 'o' || (100000000 + number)), user_name(buyer), instant(back_ms),
  product_id, if(is_part AND NOT is_nameless, NULL, if(is_part, 1, quantity)),
  if(refund_dirt = 0, NULL, CASE WHEN is_part THEN price_fen // 2
      WHEN refund_dirt = 1 THEN price_fen * quantity + 500 ELSE price_fen * quantity END / 100)
    ::DECIMAL(12, 2),
  'CNY',
  CASE WHEN why < if(returns_much, 40, 3) THEN one_of(['malicious_return', '恶意退货'], 'fault', line)
    WHEN why < 60 THEN 'quality' WHEN why < 75 THEN 'late_delivery' ELSE 'changed_mind' END,
  instant(told_ms)
FROM told;

-- step: chat_messages
CREATE OR REPLACE TEMP TABLE said AS
WITH sent AS (
  SELECT number, talker(number, getvariable('joined')) AS talker,
    at_hour(getvariable('day'), getvariable('talk_hours'), 'sent', number) AS sent_ms,
    whole('voice', number, 1000) AS tone
  FROM range(getvariable('rows')['chat_messages'][1], getvariable('rows')['chat_messages'][2])
    messages(number)),
grouped AS (
  SELECT *, if(has_second_home(talker) AND whole('away', number, 5) = 0, second_home(talker),
      home(talker)) AS group_number
  FROM sent),
voiced AS (
  SELECT *,
    CASE WHEN tone < 20 THEN 'operator' WHEN tone < 32 THEN 'bot' WHEN tone < 40 THEN 'system'
      ELSE 'member' END AS voice,
    CASE WHEN tone < 20 THEN 'op' || (10000 + group_number % 97)
      WHEN tone < 32 THEN 'bot' || (10 + group_number % 7)
      WHEN tone < 40 THEN NULL ELSE user_name(talker) END AS sender
  FROM grouped)
SELECT *,
  lag(number, 1 + whole('replied to', number, 3)) OVER talk AS earlier_number,
  lag(sender, 1 + whole('replied to', number, 3)) OVER talk AS earlier_sender
FROM voiced
WINDOW talk AS (PARTITION BY group_number ORDER BY sent_ms, number);

-- Every eighth text answers an earlier message of its group, every twelfth calls a member by name.
INSERT INTO arriving_chat_messages
WITH phrased AS (
  SELECT said.*, message_type, text,
    message_type = 'text' AND said.voice = 'member' AND earlier_sender IS NOT NULL
      AND whole('answers', number, 100) < 12 AS is_answer,
    message_type = 'text' AND said.voice IN ('member', 'operator') AND earlier_sender IS NOT NULL
      AND whole('answers', number, 100) BETWEEN 12 AND 19 AS is_mention,
    whole('message dirt', number, 10000) AS dirt
  FROM said JOIN phrases
    ON said.voice = phrases.voice AND whole('phrase', number, 1000) = phrases.slot),
told AS (
  SELECT *, getvariable('day') + delay('message', number)::INTEGER AS arrival, 0 AS update
  FROM phrased
  UNION ALL
  SELECT *, getvariable('day') + whole('message sent again', number, 3)::INTEGER
      + delay('message', number)::INTEGER, 1
  FROM phrased WHERE whole('message is sent again', number, 1000) < 5)
SELECT arrival, sent_ms, number * 2 + update, 'm' || (1000000000 + number),
  group_name(group_number), if(dirt = 0 AND voice = 'member', NULL, sender),
  if(dirt = 1, NULL, instant(sent_ms)), message_type,
  if(is_mention, '@' || earlier_sender || ' ', '')
    || replace(replace(replace(text, '{product}', one_of(getvariable('shelf'), 'praised', number)),
      '{n}', (2 + whole('n', number, 48))::VARCHAR), '{page}', whole('page', number, 900)::VARCHAR),
  if(is_answer, 'm' || (1000000000 + earlier_number), NULL),
  if(is_answer OR is_mention, earlier_sender, NULL),
  voice = 'operator', voice = 'bot'
FROM told;

-- step: shares
INSERT INTO arriving_shares
WITH shared AS (
  SELECT number, sharer(number, getvariable('joined')) AS sharer,
    at_hour(getvariable('day'), getvariable('talk_hours'), 'shared', number) AS shared_ms
  FROM range(getvariable('rows')['shares'][1], getvariable('rows')['shares'][2]) shares(number)),
told AS (
  SELECT *, getvariable('day') + delay('share', number)::INTEGER AS arrival, 0 AS update FROM shared
  UNION ALL
  SELECT *, getvariable('day') + delay('share', number)::INTEGER + 1, 1
  FROM shared WHERE whole('share is sent again', number, 1000) < 5)
SELECT arrival, shared_ms, number * 2 + update, 's' || (100000000 + number),
  if(whole('share dirt', number, 5000) = 0, NULL, user_name(sharer)), instant(shared_ms),
  one_of(['private_chat', 'private_chat', 'group', 'moments'], 'share scene', number),
  if(whole('share campaign', number, 10) < 2, 'bring_a_friend', NULL)
FROM told;

-- step: write
-- What has arrived on the day, in the order in which it happened.
COPY (
  SELECT * EXCLUDE (arrival, at_ms, seq) FROM arriving_{source}
  WHERE arrival = getvariable('day') ORDER BY at_ms, seq)
TO (getvariable('file')) (FORMAT parquet);

-- step: keep
-- Recreated rather than deleted from: tables in memory do not give deleted rows back.
CREATE OR REPLACE TABLE arriving_{source} AS
SELECT * FROM arriving_{source} WHERE arrival > getvariable('day');
