WITH events AS (
  SELECT user_id, joined_at AS moment, 1 AS place, 'joined_group' AS route, group_id AS id,
    NULL AS channel, NULL AS campaign, group_id, inviter_id,
    (SELECT min(day) FROM memberships) AS input_start
  FROM memberships
  UNION ALL
  SELECT invitee_id, joined_at, 3, 'accepted_invite', invite_id, channel, campaign, NULL, inviter_id,
    (SELECT min(day) FROM invites)
  FROM invites WHERE invitee_id IS NOT NULL AND joined_at IS NOT NULL
  UNION ALL
  SELECT user_id, sent_at, 4, 'first_message', group_id, NULL, NULL, group_id, NULL,
    (SELECT min(day) FROM chat_messages)
  FROM chat_messages WHERE message_type <> 'system' AND NOT is_service
  UNION ALL
  SELECT user_id, paid_at, 5, 'first_order', order_id, channel, campaign, NULL, NULL,
    (SELECT min(day) FROM orders)
  FROM orders WHERE is_paid
)
SELECT user_id, moment AS acquired_at, day_of(moment) AS acquired_day, route, channel, campaign,
  group_id, inviter_id, day_of(moment) <= input_start + 30 AS is_left_truncated
FROM events
WHERE user_id IS NOT NULL AND moment < getvariable('as_of')
QUALIFY row_number() OVER (
  PARTITION BY user_id ORDER BY day_of(moment), place, moment, id NULLS FIRST, inviter_id NULLS FIRST) = 1
