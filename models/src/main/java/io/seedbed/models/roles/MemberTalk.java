package io.seedbed.models.roles;

import static org.apache.spark.sql.functions.bit_count;
import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.facts.Memberships;
import io.seedbed.features.table.Bits;
import io.seedbed.features.table.Field;
import io.seedbed.features.time.RunDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * One row per group and member who sent anything there in the last 28 d, or, where memberships are
 * known, is a member of a group with any message in them: what the member said, asked, answered and
 * shared, under the names of {@link ChatRoles}.
 *
 * <p>Reads 29 days of messages, however long the history. Shuffles: questions and responses by what
 * they are about, answers by group, and all contributions by member.
 */
final class MemberTalk {

  /** Business days looked at, ending with the run date. */
  static final int WINDOW_DAYS = 28;

  private static final Field SHARE_DAYS = set("share_days", "Days with a share");
  private static final Field MEMBER_DAYS = set("member_days", "Days as a member");

  private static final List<Field> SUMS =
      List.of(
          ChatRoles.SENT_28D,
          ChatRoles.MESSAGES_28D,
          ChatRoles.SHARES_28D,
          ChatRoles.QUESTIONS_28D,
          ChatRoles.ANSWERS_28D,
          ChatRoles.ASKERS_28D);

  static Dataset<Row> from(
      Dataset<Row> chatMessages,
      Optional<Dataset<Row>> memberships,
      RoleRules rules,
      RunDate runDate) {
    Dataset<Row> answers = Answers.from(chatMessages, rules, runDate);
    Dataset<Row> contributions =
        said(chatMessages, runDate)
            .unionByName(answered(AnswerGraph.from(answers, rules.leader().damping())));
    Dataset<Row> all =
        memberships
            .map(stays -> contributions.unionByName(stayed(stays, chatMessages, runDate)))
            .orElse(contributions);
    Column shareDays = bit_count(bit_or(SHARE_DAYS.col()));
    Column memberDays = bit_count(bit_or(MEMBER_DAYS.col()));
    List<Column> measures =
        Stream.concat(
                SUMS.stream().map(field -> field.is(sum(field.col()))),
                Stream.of(
                    ChatRoles.SHARE_DAYS_28D.is(shareDays),
                    ChatRoles.INFLUENCE.is(max(ChatRoles.INFLUENCE.col())),
                    ChatRoles.MEMBER_DAYS_28D.is(memberships.isPresent() ? memberDays : lit(null)),
                    ChatRoles.IS_MEMBER.is(
                        memberships.isPresent() ? bool_or(ChatRoles.IS_MEMBER.col()) : lit(null))))
            .toList();
    Column wasHeardOrIsMember =
        ChatRoles.SENT_28D.col().gt(0).or(coalesce(ChatRoles.IS_MEMBER.col(), lit(false)));
    return all.groupBy(ChatRoles.GROUP_ID.col(), ChatRoles.USER_ID.col())
        .agg(measures.get(0), measures.subList(1, measures.size()).toArray(Column[]::new))
        .filter(wasHeardOrIsMember);
  }

  /** Whether a message is known and one of a member, not of a bot, an operator or the system. */
  static Column isOfMembers(RunDate runDate) {
    return runDate
        .isKnown(ChatMessages.SENT_AT.col())
        .and(ChatMessages.USER_ID.col().isNotNull())
        .and(ChatMessages.GROUP_ID.col().isNotNull())
        .and(not(ChatMessages.IS_SERVICE.col()));
  }

  private static Dataset<Row> said(Dataset<Row> chatMessages, RunDate runDate) {
    Column age = runDate.daysSince(ChatMessages.DAY.col());
    Column isShare = ChatMessages.IS_SHARE.col();
    Column isMeaningful = ChatMessages.IS_MEANINGFUL.col();
    Column isQuestion = coalesce(ChatMessages.IS_QUESTION.col(), lit(false)).and(isMeaningful);
    return chatMessages
        .filter(isOfMembers(runDate).and(runDate.isInLast(WINDOW_DAYS, ChatMessages.DAY.col())))
        .select(
            contribution(
                ChatMessages.GROUP_ID,
                ChatMessages.USER_ID,
                Map.of(
                    ChatRoles.SENT_28D,
                    lit(1),
                    ChatRoles.MESSAGES_28D,
                    oneIf(isMeaningful.or(isShare)),
                    ChatRoles.SHARES_28D,
                    oneIf(isShare),
                    ChatRoles.QUESTIONS_28D,
                    oneIf(isQuestion),
                    SHARE_DAYS,
                    when(isShare, Bits.only(age)).otherwise(0L))));
  }

  private static Dataset<Row> answered(Dataset<Row> answerGraph) {
    return answerGraph.select(
        contribution(
            AnswerGraph.GROUP_ID,
            AnswerGraph.USER_ID,
            Map.of(
                ChatRoles.ANSWERS_28D, AnswerGraph.ANSWERS.col(),
                ChatRoles.ASKERS_28D, AnswerGraph.ASKERS.col(),
                ChatRoles.INFLUENCE, AnswerGraph.INFLUENCE.col())));
  }

  /** A group of which no message came in is not observed: silence there says nothing. */
  private static Dataset<Row> stayed(
      Dataset<Row> memberships, Dataset<Row> chatMessages, RunDate runDate) {
    Dataset<Row> observed =
        chatMessages
            .filter(
                runDate
                    .isKnown(ChatMessages.SENT_AT.col())
                    .and(runDate.isInLast(WINDOW_DAYS, ChatMessages.DAY.col())))
            .select(ChatMessages.GROUP_ID.col())
            .distinct();
    Column leftAt = Memberships.LEFT_AT.col();
    Column hasLeft = coalesce(runDate.isKnown(leftAt), lit(false));
    Column youngest = when(hasLeft, runDate.daysSince(runDate.dayOf(leftAt))).otherwise(0);
    Column oldest = least(runDate.daysSince(Memberships.DAY.col()), lit(WINDOW_DAYS - 1));
    Column days = pow(lit(2), greatest(oldest, youngest).plus(1)).minus(pow(lit(2), youngest));
    return memberships
        .filter(runDate.isKnown(Memberships.JOINED_AT.col()).and(youngest.lt(WINDOW_DAYS)))
        .join(observed, new String[] {Memberships.GROUP_ID.name()}, "left_semi")
        .select(
            contribution(
                Memberships.GROUP_ID,
                Memberships.USER_ID,
                Map.of(MEMBER_DAYS, days, ChatRoles.IS_MEMBER, not(hasLeft))));
  }

  /** A row of every measure: what is not given adds nothing. */
  private static Column[] contribution(Field group, Field user, Map<Field, Column> given) {
    Map<Field, Column> measures = new LinkedHashMap<>();
    SUMS.forEach(sum -> measures.put(sum, lit(0L)));
    measures.put(SHARE_DAYS, lit(0L));
    measures.put(MEMBER_DAYS, lit(0L));
    measures.put(ChatRoles.INFLUENCE, lit(null));
    measures.put(ChatRoles.IS_MEMBER, lit(false));
    measures.putAll(given);
    return Stream.concat(
            Stream.of(ChatRoles.GROUP_ID.is(group.col()), ChatRoles.USER_ID.is(user.col())),
            measures.entrySet().stream().map(measure -> measure.getKey().is(measure.getValue())))
        .toArray(Column[]::new);
  }

  private static Field set(String name, String english) {
    return Field.of(name, DataTypes.LongType, english, "");
  }

  private static Column oneIf(Column condition) {
    return when(condition, 1).otherwise(0);
  }

  private MemberTalk() {}
}
