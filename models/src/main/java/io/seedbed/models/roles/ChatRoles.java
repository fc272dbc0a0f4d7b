package io.seedbed.models.roles;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * One row per group, member and run date: what a member did there in the last 28 business days and
 * which role that makes. Members are those who sent anything, and, where memberships are known, all
 * present members of groups with any message in that time. Bots and operators are none.
 */
public final class ChatRoles {

  public static final Field GROUP_ID = Field.text("group_id", "Group", "群编号");
  public static final Field USER_ID = Field.text("user_id", "Resolved customer", "客户编号");
  public static final Field RUN_DATE = Field.date("run_date", "Run date", "运行日");
  public static final Field ROLE =
      Field.text(
              "role",
              "Opinion leader, seeker, sharer, ordinary member or onlooker, the first that holds;"
                  + " unknown where it cannot be told",
              "圈层：意见领袖、求知者、分享者、普通成员、围观者，取首个成立者；无法判断为 unknown")
          .oneOf("opinion_leader", "seeker", "sharer", "ordinary", "onlooker", "unknown");
  public static final Field SENT_28D =
      Field.count("sent_28d", "messages", "Messages of any kind", "近28日消息数");
  public static final Field MESSAGES_28D =
      Field.count("messages_28d", "messages", "Meaningful messages and shares", "近28日有效发言与分享");
  public static final Field QUESTIONS_28D =
      Field.count("questions_28d", "messages", "Questions asked (q)", "近28日提问数 q");
  public static final Field ANSWERS_28D =
      Field.count(
          "answers_28d",
          "messages",
          "Questions of others answered by explicit reply or mention (a)",
          "近28日回答数 a（明确回复或@）");
  public static final Field ASKERS_28D =
      Field.count("askers_28d", "users", "Distinct members answered", "近28日被其回答的人数");
  public static final Field SHARES_28D =
      Field.count("shares_28d", "shares", "Shares in the group", "近28日群内分享数");
  public static final Field SHARE_DAYS_28D =
      Field.count("share_days_28d", "days", "Days with a share", "近28日分享日数");
  public static final Field MEMBER_DAYS_28D =
      Field.count(
              "member_days_28d", "days", "Days as a member; null without memberships", "近28日在群日数")
          .orNull();
  public static final Field IS_MEMBER =
      Field.flag("is_member", "Whether a member on the run date; null without memberships", "是否仍在群")
          .orNull();
  public static final Field Z_SCORE =
      Field.real(
              "z_score",
              "",
              "(a − q)/√(a + q) (Zhang, Ackerman and Adamic 2007); null without either",
              "Z 分数 (a−q)/√(a+q)")
          .orNull();
  public static final Field ANSWER_RATIO =
      Field.real(
              "answer_ratio",
              "",
              "Answers among answers and questions, shrunk: median of the posterior; null where"
                  + " answers cannot be seen",
              "回答占比（收缩后的后验中位数）")
          .orNull();
  public static final Field SHARE_RATIO =
      Field.real(
          "share_ratio",
          "",
          "Shares among messages, shrunk: median of the posterior",
          "分享占比（收缩后的后验中位数）");
  public static final Field INFLUENCE =
      Field.real(
              "influence",
              "",
              "PageRank from askers to answerers of the group, times its members: 1 is an even"
                  + " share; null for who is not among them",
              "群内问答影响力（PageRank×人数，1为平均）")
          .orNull();
  public static final Field P_LEADER =
      Field.real(
              "p_leader",
              "probability",
              "P(answer ratio above threshold); 0 where a gate fails, null where answers cannot be"
                  + " seen",
              "意见领袖概率，不可观测为空")
          .orNull();
  public static final Field P_SEEKER =
      Field.real(
              "p_seeker",
              "probability",
              "P(answer ratio below threshold); 0 where a gate fails, null where answers cannot be"
                  + " seen",
              "求知者概率，不可观测为空")
          .orNull();
  public static final Field P_SHARER =
      Field.real(
          "p_sharer",
          "probability",
          "P(share ratio above threshold); 0 where a gate fails",
          "分享者概率");
  public static final Field DECIDED_BY =
      Field.text(
              "decided_by",
              "Measure that decided; of an ordinary member the one that came nearest to another"
                  + " role; null where answers cannot be seen",
              "判定依据的指标")
          .oneOf("p_leader", "p_seeker", "p_sharer", "member_days_28d")
          .orNull();
  public static final Field DECIDING_VALUE =
      Field.real("deciding_value", "", "Its value", "指标值").orNull();
  public static final Field THRESHOLD =
      Field.real("threshold", "", "What it was held against", "阈值").orNull();
  public static final Field MARGIN =
      Field.real("margin", "", "Value minus threshold: below 0 it fell short", "差距").orNull();
  public static final Field FIT_VERSION =
      Field.text("fit_version", "Version of the fits behind the role", "拟合版本");

  public static final Table TABLE =
      Table.named(
              "chat_roles",
              "One row per group, member and run date: the role in the last 28 d",
              "每行一名群成员在一个运行日的圈层")
          .with(
              GROUP_ID,
              USER_ID,
              RUN_DATE,
              ROLE,
              SENT_28D,
              MESSAGES_28D,
              QUESTIONS_28D,
              ANSWERS_28D,
              ASKERS_28D,
              SHARES_28D,
              SHARE_DAYS_28D,
              MEMBER_DAYS_28D,
              IS_MEMBER,
              Z_SCORE,
              ANSWER_RATIO,
              SHARE_RATIO,
              INFLUENCE,
              P_LEADER,
              P_SEEKER,
              P_SHARER,
              DECIDED_BY,
              DECIDING_VALUE,
              THRESHOLD,
              MARGIN,
              FIT_VERSION)
          .keyedBy(GROUP_ID, USER_ID, RUN_DATE)
          .partitionedBy(RUN_DATE);

  /**
   * What roles rest on.
   *
   * @param memberships empty where no source tells who is in a group: then nobody is an onlooker,
   *     as who says nothing is not seen at all
   * @param areAnswersSeen whether {@link #conversations} has any row
   */
  public record Sources(
      Dataset<Row> chatMessages, Optional<Dataset<Row>> memberships, boolean areAnswersSeen) {}

  /**
   * The messages of the last 28 d whose text is known and that reply to or mention somebody.
   * Without any the source does not tell who answers whom.
   */
  public static Dataset<Row> conversations(Dataset<Row> chatMessages, RunDate runDate) {
    return chatMessages
        .filter(
            MemberTalk.isOfMembers(runDate)
                .and(runDate.isInLast(MemberTalk.WINDOW_DAYS, ChatMessages.DAY.col()))
                .and(Answers.respondsToSomebody())
                .and(ChatMessages.IS_QUESTION.col().isNotNull()))
        .select(ChatMessages.MESSAGE_ID.col());
  }

  /** Gives every member of every group a role. */
  public static Dataset<Row> from(
      Sources sources, RoleFits fits, RoleRules rules, RunDate runDate) {
    RoleDecision decision = new RoleDecision(fits, rules, sources.areAnswersSeen());
    Dataset<Row> talk =
        MemberTalk.from(sources.chatMessages(), sources.memberships(), rules, runDate);
    return decision
        .decided(talk)
        .withColumn(RUN_DATE.name(), RUN_DATE.is(runDate.asColumn()))
        .withColumn(FIT_VERSION.name(), FIT_VERSION.is(lit(fits.version())))
        .select(TABLE.columns());
  }

  /** One row per user: the first role, in the order of {@link #ROLE}, in any of their groups. */
  public static Dataset<Row> ofUsers(Dataset<Row> chatRoles) {
    Column order = array(ROLE.accepted().stream().map(functions::lit).toArray(Column[]::new));
    Column first = min(array_position(order, ROLE.col())).cast("int");
    return chatRoles.groupBy(USER_ID.col()).agg(ROLE.is(element_at(order, first)));
  }

  private ChatRoles() {}
}
