package io.seedbed.models.segmentation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.table.Field;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.referral.Inviters;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The steps from features to labels: what is observed of invitees, the probabilities, the flags
 * that follow them, and by precedence the label. Every step adds columns to the user's row.
 */
record Classification(
    ProblemRule problem,
    RepeatRule repeat,
    DistributorRule distributor,
    SpreaderRule spreader,
    FanRule fan,
    Hysteresis problemFlag,
    Hysteresis distributorFlag,
    Hysteresis spreaderFlag,
    String ruleSet,
    SegmentFits fits,
    RunDate runDate) {

  /** The class that evaluations score: the segment, or the kind of repeat user. */
  static final Field LEAF = Field.text("leaf", "Leaf class", "叶子类");

  Classification(SegmentFits fits, SegmentationRules rules, RunDate runDate) {
    this(
        new ProblemRule(rules.problem(), fits.problemPrior()),
        new RepeatRule(rules.repeat()),
        new DistributorRule(rules.distributor()),
        new SpreaderRule(rules.spreader(), fits.shareRate()),
        new FanRule(rules.fan()),
        new Hysteresis(
            UserSegments.P_PROBLEM,
            UserSegments.SMOOTHED_PROBLEM,
            UserSegments.IS_PROBLEM,
            UserSegments.PROBLEM_SINCE,
            rules.problem().confidence(),
            true,
            rules.hysteresis(),
            runDate),
        new Hysteresis(
            UserSegments.P_DISTRIBUTOR,
            UserSegments.SMOOTHED_DISTRIBUTOR,
            UserSegments.IS_DISTRIBUTOR,
            UserSegments.DISTRIBUTOR_SINCE,
            rules.distributor().confidence(),
            false,
            rules.hysteresis(),
            runDate),
        new Hysteresis(
            UserSegments.P_SPREADER,
            UserSegments.SMOOTHED_SPREADER,
            UserSegments.IS_SPREADER,
            UserSegments.SPREADER_SINCE,
            rules.spreader().confidence(),
            false,
            rules.hysteresis(),
            runDate),
        rules.ruleSet(),
        fits,
        runDate);
  }

  /** Users with what is known of their invitees: 0 without any, null where none can be seen. */
  static Dataset<Row> withInvitees(Dataset<Row> userFeatures, Optional<Dataset<Row>> inviters) {
    if (inviters.isEmpty()) {
      return userFeatures.withColumns(
          Map.of(
              Inviters.QUALIFIED_INVITEES_180D.name(), Inviters.QUALIFIED_INVITEES_180D.isNull(),
              Inviters.BUYING_INVITEES_180D.name(), Inviters.BUYING_INVITEES_180D.isNull(),
              Inviters.BUYING_MONTHS_180D.name(), Inviters.BUYING_MONTHS_180D.isNull()));
    }
    Dataset<Row> invitees =
        inviters
            .get()
            .select(
                Inviters.USER_ID.col(),
                Inviters.QUALIFIED_INVITEES_180D.col(),
                Inviters.BUYING_INVITEES_180D.col(),
                Inviters.BUYING_MONTHS_180D.col());
    return userFeatures
        .join(invitees, new String[] {UserFeatures.USER_ID.name()}, "left")
        .withColumns(
            Map.of(
                Inviters.QUALIFIED_INVITEES_180D.name(), orZero(Inviters.QUALIFIED_INVITEES_180D),
                Inviters.BUYING_INVITEES_180D.name(), orZero(Inviters.BUYING_INVITEES_180D),
                Inviters.BUYING_MONTHS_180D.name(), orZero(Inviters.BUYING_MONTHS_180D)));
  }

  /** How likely each class is by its own rule, whatever the others say. */
  Dataset<Row> judged(Dataset<Row> observed) {
    return observed.withColumns(
        Map.of(
            UserSegments.P_PROBLEM.name(), UserSegments.P_PROBLEM.is(problem.probability()),
            UserSegments.P_SPREADER.name(), UserSegments.P_SPREADER.is(spreader.probability()),
            UserSegments.P_DISTRIBUTOR.name(),
                UserSegments.P_DISTRIBUTOR.is(distributor.probability())));
  }

  /** The probabilities smoothed over nights, and the flags that follow them. */
  Dataset<Row> held(Dataset<Row> judged) {
    Column isDecreed = problem.isDecreed();
    return judged
        .withColumns(
            Map.of(
                UserSegments.SMOOTHED_PROBLEM.name(), problemFlag.smooth(isDecreed),
                UserSegments.SMOOTHED_DISTRIBUTOR.name(), distributorFlag.smooth(lit(false)),
                UserSegments.SMOOTHED_SPREADER.name(), spreaderFlag.smooth(lit(false))))
        .withColumns(
            Map.of(
                UserSegments.IS_PROBLEM.name(), problemFlag.holds(isDecreed),
                UserSegments.IS_DISTRIBUTOR.name(), distributorFlag.holds(lit(false)),
                UserSegments.IS_SPREADER.name(), spreaderFlag.holds(lit(false))))
        .withColumns(
            Map.of(
                UserSegments.PROBLEM_SINCE.name(), problemFlag.begins(),
                UserSegments.DISTRIBUTOR_SINCE.name(), distributorFlag.begins(),
                UserSegments.SPREADER_SINCE.name(), spreaderFlag.begins()));
  }

  /** The other flags, the label that takes precedence, and since when and why it is what it is. */
  Dataset<Row> labelled(Dataset<Row> held) {
    Column isNew = not(LEAF.col().eqNullSafe(Yesterday.leaf()));
    return held.withColumns(
            Map.of(
                UserSegments.IS_REPEAT.name(), repeat.isRepeat(),
                UserSegments.IS_NOT_YET_DUE.name(),
                    coalesce(repeat.isNotYetDue(fits.purchaseGap(), runDate), lit(false)),
                UserSegments.IS_VOIDED_BUYER.name(), repeat.isVoidedBuyer()))
        .withColumns(
            Map.of(
                UserSegments.SEGMENT.name(), segment(),
                UserSegments.REPEAT_TYPE.name(), when(isRepeatSegment(), repeatType())))
        .withColumn(LEAF.name(), UserSegments.leaf())
        .withColumns(
            Map.of(
                UserSegments.LABEL_SINCE.name(),
                    when(isNew, runDate.asColumn())
                        .otherwise(Yesterday.of(UserSegments.LABEL_SINCE)),
                UserSegments.LABEL_BEFORE.name(),
                    when(isNew, Yesterday.leaf())
                        .otherwise(Yesterday.of(UserSegments.LABEL_BEFORE)),
                UserSegments.LABEL_CAUSE.name(),
                    when(isNew, LabelCause.ofChange())
                        .otherwise(Yesterday.of(UserSegments.LABEL_CAUSE))));
  }

  /** The class of a user who were no problem user. */
  Column leafWithoutProblem() {
    return when(UserSegments.IS_REPEAT.col(), repeatType()).otherwise(purchaseClass());
  }

  /** The kind of repeat user, whether or not the user is one. */
  Column repeatType() {
    return when(UserSegments.IS_DISTRIBUTOR.col(), lit("distributor"))
        .otherwise(repeatTypeWithoutDistribution());
  }

  /** The kind of repeat user who were no distributor. */
  Column repeatTypeWithoutDistribution() {
    return when(UserSegments.IS_SPREADER.col(), lit("spreader")).otherwise(quietType());
  }

  /** The kind of repeat user who neither distributed nor spread. */
  Column quietType() {
    return when(fan.isFan(), lit("fan")).otherwise(lit("unknown"));
  }

  private Column segment() {
    return when(UserSegments.IS_PROBLEM.col(), lit("problem")).otherwise(purchaseClass());
  }

  private Column purchaseClass() {
    return when(repeat.isRepeat(), lit("repeat"))
        .when(repeat.isNonRepeat(), lit("non_repeat"))
        .when(repeat.isProspect(), lit("prospect"))
        .otherwise(lit("unknown"));
  }

  private static Column isRepeatSegment() {
    return UserSegments.IS_REPEAT.col().and(UserSegments.IS_PROBLEM.col().equalTo(false));
  }

  private static Column orZero(Field count) {
    return count.is(coalesce(count.col(), lit(0L)));
  }
}
