SELECT CASE WHEN message_type <> 'system' AND NOT is_service THEN user_id END AS user_id,
  group_id, is_share, min(sent_at) AS sent_at, min(day_of(sent_at)) AS day
FROM chat_messages
WHERE sent_at < getvariable('as_of')
GROUP BY 1, 2, 3
