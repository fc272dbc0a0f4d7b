package io.seedbed.models.roles;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.table.Field;
import io.seedbed.models.fit.BetaLowerBound;
import io.seedbed.models.fit.BetaTail;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How likely each role is of a member, which one it is, and by what: columns of ChatRoles. */
record RoleDecision(RoleFits fits, RoleRules rules, boolean areAnswersSeen) {

  private static final double MEDIAN = 0.5;

  private static final Field ORDER = Field.count("order", "", "Precedence among equals", "");
  private static final Field REASON = Field.text("reason", "What decided", "");

  /** The members with a role and its reason. */
  Dataset<Row> decided(Dataset<Row> memberTalk) {
    return memberTalk
        .withColumns(measures())
        .withColumn(ChatRoles.ROLE.name(), ChatRoles.ROLE.is(role()))
        .withColumn(REASON.name(), reason())
        .withColumns(
            Map.of(
                ChatRoles.MARGIN.name(), of(ChatRoles.MARGIN),
                ChatRoles.DECIDED_BY.name(), of(ChatRoles.DECIDED_BY),
                ChatRoles.DECIDING_VALUE.name(), of(ChatRoles.DECIDING_VALUE),
                ChatRoles.THRESHOLD.name(), of(ChatRoles.THRESHOLD)));
  }

  private Map<String, Column> measures() {
    Column answers = ChatRoles.ANSWERS_28D.col();
    Column questions = ChatRoles.QUESTIONS_28D.col();
    Column both = answers.plus(questions);
    Column z = answers.minus(questions).divide(sqrt(both));
    return Map.of(
        ChatRoles.Z_SCORE.name(), whereSeen(ChatRoles.Z_SCORE, when(both.gt(0), z)),
        ChatRoles.ANSWER_RATIO.name(),
            whereSeen(
                ChatRoles.ANSWER_RATIO,
                BetaLowerBound.of(fits.answering().prior(), MEDIAN, both, answers)),
        ChatRoles.SHARE_RATIO.name(),
            ChatRoles.SHARE_RATIO.is(
                BetaLowerBound.of(
                    fits.sharing().prior(),
                    MEDIAN,
                    MemberRatio.SHARES.trials(),
                    MemberRatio.SHARES.successes())),
        ChatRoles.P_LEADER.name(), whereSeen(ChatRoles.P_LEADER, leads()),
        ChatRoles.P_SEEKER.name(), whereSeen(ChatRoles.P_SEEKER, seeks()),
        ChatRoles.P_SHARER.name(), ChatRoles.P_SHARER.is(shares()));
  }

  private Column leads() {
    RoleRules.Leader rule = rules.leader();
    Column answersMany = ChatRoles.ANSWERS_28D.col().geq(rule.leastAnswers());
    Column answersSeveral = ChatRoles.ASKERS_28D.col().geq(rule.leastAskers());
    Column isHeard = coalesce(ChatRoles.INFLUENCE.col().geq(rule.leastInfluence()), lit(false));
    return when(answersMany.and(answersSeveral).and(isHeard), answersMoreThan(rule.answerRatio()))
        .otherwise(0.0);
  }

  private Column seeks() {
    RoleRules.Seeker rule = rules.seeker();
    Column asksOften = ChatRoles.QUESTIONS_28D.col().geq(rule.leastQuestions());
    return when(asksOften, lit(1.0).minus(answersMoreThan(rule.answerRatio()))).otherwise(0.0);
  }

  private Column shares() {
    RoleRules.Sharer rule = rules.sharer();
    Column sharesOften = ChatRoles.SHARES_28D.col().geq(rule.leastShares());
    Column onSeveralDays = ChatRoles.SHARE_DAYS_28D.col().geq(rule.leastShareDays());
    Column sharesMuch =
        BetaTail.above(
            fits.sharing().prior(),
            fits.sharing().high(),
            MemberRatio.SHARES.trials(),
            MemberRatio.SHARES.successes());
    return when(sharesOften.and(onSeveralDays), sharesMuch).otherwise(0.0);
  }

  private Column answersMoreThan(double ratio) {
    return BetaTail.above(
        fits.answering().prior(),
        ratio,
        MemberRatio.ANSWERS.trials(),
        MemberRatio.ANSWERS.successes());
  }

  private Column role() {
    Column isLongThere = ChatRoles.MEMBER_DAYS_28D.col().geq(rules.onlooker().leastDays());
    Column spoken =
        areAnswersSeen
            ? when(isAtLeast(ChatRoles.P_LEADER, rules.leader().confidence()), "opinion_leader")
                .when(isAtLeast(ChatRoles.P_SEEKER, rules.seeker().confidence()), "seeker")
                .when(isAtLeast(ChatRoles.P_SHARER, rules.sharer().confidence()), "sharer")
                .otherwise("ordinary")
            : lit("unknown");
    return when(isSilent(), when(isLongThere, "onlooker").otherwise("unknown")).otherwise(spoken);
  }

  /** The reason of the role given; of an ordinary member the nearest miss. */
  private Column reason() {
    Column silence = reason(0, ChatRoles.MEMBER_DAYS_28D, (double) rules.onlooker().leastDays());
    if (!areAnswersSeen) {
      return when(isSilent(), silence);
    }
    Column leader = reason(3, ChatRoles.P_LEADER, rules.leader().confidence());
    Column seeker = reason(2, ChatRoles.P_SEEKER, rules.seeker().confidence());
    Column sharer = reason(1, ChatRoles.P_SHARER, rules.sharer().confidence());
    Column role = ChatRoles.ROLE.col();
    return when(isSilent(), silence)
        .when(role.equalTo("opinion_leader"), leader)
        .when(role.equalTo("seeker"), seeker)
        .when(role.equalTo("sharer"), sharer)
        .otherwise(array_max(array(leader, seeker, sharer)));
  }

  private static Column reason(int order, Field measure, double threshold) {
    Column value = measure.col().cast("double");
    return struct(
        ChatRoles.MARGIN.is(value.minus(threshold)),
        ORDER.is(lit(order)),
        ChatRoles.DECIDED_BY.is(lit(measure.name())),
        ChatRoles.DECIDING_VALUE.is(value),
        ChatRoles.THRESHOLD.is(lit(threshold)));
  }

  private static Column of(Field part) {
    return REASON.col().getField(part.name());
  }

  private static Column isAtLeast(Field probability, double confidence) {
    return probability.col().geq(confidence);
  }

  private static Column isSilent() {
    return ChatRoles.SENT_28D.col().equalTo(0L);
  }

  private Column whereSeen(Field field, Column measure) {
    return areAnswersSeen ? field.is(measure) : field.isNull();
  }
}
