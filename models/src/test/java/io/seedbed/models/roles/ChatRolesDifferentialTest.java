package io.seedbed.models.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.facts.Memberships;
import io.seedbed.features.table.Field;
import io.seedbed.features.testing.DatasetAssert;
import io.seedbed.features.testing.DuckDb;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What members of groups did, against the same definitions in DuckDB SQL. */
class ChatRolesDifferentialTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void countsAreWhatDuckDbSays(long seed) {
    Chats chats = generated(new Random(seed));
    Dataset<Row> roles = chats.roles();
    Field[] counted = {
      ChatRoles.GROUP_ID,
      ChatRoles.USER_ID,
      ChatRoles.SENT_28D,
      ChatRoles.MESSAGES_28D,
      ChatRoles.QUESTIONS_28D,
      ChatRoles.ANSWERS_28D,
      ChatRoles.ASKERS_28D,
      ChatRoles.SHARES_28D,
      ChatRoles.SHARE_DAYS_28D,
      ChatRoles.MEMBER_DAYS_28D,
      ChatRoles.IS_MEMBER
    };
    Column[] columns = new Column[counted.length];
    for (int i = 0; i < counted.length; i++) {
      columns[i] = counted[i].col();
    }
    try (DuckDb duck = DuckDb.open()) {
      duck.load(ChatMessages.TABLE, chats.messages()).load(Memberships.TABLE, chats.stays());
      assertThat(duck.difference(roles.select(columns), COUNTS)).isEmpty();
      assertThat(duck.query("SELECT sum(answers_28d) > 50 FROM (" + COUNTS + ")"))
          .as("answers occur")
          .containsExactly("[true]");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void partitionsAndTheOrderOfRowsChangeNothing(int partitions) {
    Chats chats = generated(new Random(7));
    Dataset<Row> shuffled =
        chats.messages().orderBy(ChatMessages.SENT_AT.col().desc()).repartition(partitions);
    ChatRoles.Sources sources =
        new ChatRoles.Sources(shuffled, Optional.of(chats.stays().repartition(partitions)), true);
    DatasetAssert.assertThat(Chats.roles(sources)).hasSameRowsAs(chats.roles());
  }

  private static Chats generated(Random random) {
    Chats chats = new Chats();
    for (int i = 0; i < 1500; i++) {
      boolean isMeaningful = random.nextInt(10) > 0;
      int speech = random.nextInt(10);
      chats.message(
          "m" + i,
          random.nextInt(20) == 0 ? null : group(random),
          userOrNull(random),
          instant(random).toString(),
          isMeaningful,
          speech == 0,
          speech == 1 ? null : speech < 5,
          random.nextInt(12) == 0,
          random.nextInt(3) == 0 ? "m" + random.nextInt(1500) : null,
          random.nextInt(2) == 0 ? userOrNull(random) : null);
    }
    for (int i = 0; i < 60; i++) {
      Instant joined = instant(random);
      chats.stay(
          random.nextInt(8) == 0 ? "silent" : group(random),
          "u" + random.nextInt(30),
          joined.toString(),
          random.nextInt(2) == 0
              ? null
              : joined.plus(random.nextInt(40), ChronoUnit.DAYS).toString());
    }
    return chats;
  }

  /** On few hours, so that many are equal; some days before the window and after as-of. */
  private static Instant instant(Random random) {
    return Chats.RUN_DATE.asOf().minus(6L * (random.nextInt(4 * 33) - 8), ChronoUnit.HOURS);
  }

  private static String group(Random random) {
    return "g" + random.nextInt(3);
  }

  private static String userOrNull(Random random) {
    return random.nextInt(15) == 0 ? null : "u" + random.nextInt(12);
  }

  private static final String COUNTS =
      """
      WITH known AS (
        FROM chat_messages
        WHERE sent_at < TIMESTAMP '2026-06-30 16:00:00' AND group_id IS NOT NULL
      ), spoken AS (FROM known WHERE user_id IS NOT NULL AND NOT is_service),
      questions AS (FROM spoken WHERE is_question AND is_meaningful),
      answers AS (
        SELECT s.group_id, s.user_id, q.user_id AS asker
        FROM spoken s
        JOIN questions q ON q.group_id = s.group_id AND q.message_id = s.replied_to_message_id
        WHERE s.is_meaningful AND NOT coalesce(s.is_question, false) AND q.user_id <> s.user_id
          AND s.day > DATE '2026-06-30' - 28
          AND q.sent_at BETWEEN s.sent_at - INTERVAL 24 HOUR AND s.sent_at
        UNION ALL
        SELECT s.group_id, s.user_id, s.addressed_user_id
        FROM spoken s
        WHERE s.is_meaningful AND NOT coalesce(s.is_question, false)
          AND s.replied_to_message_id IS NULL AND s.addressed_user_id <> s.user_id
          AND s.day > DATE '2026-06-30' - 28
          AND EXISTS (FROM questions q
            WHERE q.group_id = s.group_id AND q.user_id = s.addressed_user_id
              AND q.sent_at BETWEEN s.sent_at - INTERVAL 24 HOUR AND s.sent_at)
      ), said AS (
        SELECT group_id, user_id, count(*) AS sent,
          count(*) FILTER (is_meaningful OR is_share) AS messages,
          count(*) FILTER (is_question AND is_meaningful) AS questions,
          count(*) FILTER (is_share) AS shares,
          count(DISTINCT day) FILTER (is_share) AS share_days
        FROM spoken WHERE day > DATE '2026-06-30' - 28
        GROUP BY ALL
      ), answered AS (
        SELECT group_id, user_id, count(*) AS answers, count(DISTINCT asker) AS askers
        FROM answers GROUP BY ALL
      ), days AS (
        SELECT group_id, user_id, unnest(generate_series(
            greatest(m.day, DATE '2026-06-30' - 27)::TIMESTAMP,
            least(coalesce(CASE WHEN left_at < TIMESTAMP '2026-06-30 16:00:00'
                THEN timezone('Asia/Shanghai', timezone('UTC', left_at))::DATE END,
              DATE '2026-06-30'), DATE '2026-06-30')::TIMESTAMP,
            INTERVAL 1 DAY)) AS on_day,
          left_at IS NULL OR left_at >= TIMESTAMP '2026-06-30 16:00:00' AS is_present
        FROM memberships m
        WHERE joined_at < TIMESTAMP '2026-06-30 16:00:00'
          AND EXISTS (FROM known k WHERE k.group_id = m.group_id
            AND k.day > DATE '2026-06-30' - 28)
      ), stayed AS (
        SELECT group_id, user_id, count(DISTINCT on_day) AS member_days,
          bool_or(is_present) AS is_present
        FROM days GROUP BY ALL
      )
      SELECT group_id, user_id, coalesce(sent, 0) AS sent_28d,
        coalesce(messages, 0) AS messages_28d, coalesce(questions, 0) AS questions_28d,
        coalesce(answers, 0) AS answers_28d, coalesce(askers, 0) AS askers_28d,
        coalesce(shares, 0) AS shares_28d, coalesce(share_days, 0) AS share_days_28d,
        coalesce(member_days, 0) AS member_days_28d, coalesce(is_present, false) AS is_member
      FROM said FULL JOIN stayed USING (group_id, user_id)
        LEFT JOIN answered USING (group_id, user_id)
      WHERE sent IS NOT NULL OR is_present
      """;
}
