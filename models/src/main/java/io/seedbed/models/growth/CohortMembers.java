package io.seedbed.models.growth;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.facts.Memberships;
import io.seedbed.features.table.Field;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserAcquisition;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.referral.InviteEdges;
import io.seedbed.models.segmentation.UserSegments;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One row per known user: d0, the values the cohorts are cut by, and what the user did after. */
final class CohortMembers {

  static final Field ACQUIRED_DAY = UserAcquisition.ACQUIRED_DAY;
  static final Field IS_LEFT_TRUNCATED = UserAcquisition.IS_LEFT_TRUNCATED;
  static final String NONE = "(none)";

  private static final List<Field> COUNTS =
      List.of(
          InviteCounts.INVITES,
          InviteCounts.JOINED,
          InviteCounts.BUYERS,
          InviteCounts.QUALIFIED,
          InviteCounts.EVER_QUALIFIED);

  private static final Field USER_ID = UserAcquisition.USER_ID;
  private static final Field BOUND_INVITER =
      Field.text("bound_inviter_id", "Inviter the user is bound to", "绑定邀请人").orNull();
  private static final Field FIRST_GROUP =
      Field.text("first_group_id", "Group joined first", "首个入群").orNull();

  /** What a cohort can be cut by; every user has one value, so the values of a dimension add up. */
  enum Dimension {
    ALL,
    CHANNEL,
    CAMPAIGN,
    ROUTE,
    INVITER_CLASS,
    GROUP,
    SEGMENT;

    Field field() {
      return Field.text(label() + "_value", "Value of the dimension", "维度值");
    }

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Members as of the run date. Every input but the invites is one row per user. */
  static Dataset<Row> from(AarrrInputs inputs, AarrrRules rules, RunDate runDate) {
    String[] byUser = {USER_ID.name()};
    return described(inputs, runDate)
        .join(activity(inputs.memberActivity()), byUser, "inner")
        .join(purchases(inputs.userFeatures()), byUser, "inner")
        .join(InviteCounts.from(inputs, rules, runDate), byUser, "left")
        .na()
        .fill(0L, COUNTS.stream().map(Field::name).toArray(String[]::new));
  }

  private static Dataset<Row> activity(Dataset<Row> memberActivity) {
    return memberActivity.select(
        USER_ID.is(MemberActivity.USER_ID.col()),
        MemberActivity.IS_ACTIVATED.col(),
        MemberActivity.CHAT_MASK.col(),
        MemberActivity.PURCHASE_MASK.col());
  }

  private static Dataset<Row> purchases(Dataset<Row> userFeatures) {
    return userFeatures.select(
        USER_ID.is(UserFeatures.USER_ID.col()),
        UserFeatures.FIRST_PURCHASE_DAY.col(),
        UserFeatures.SECOND_PURCHASE_DAY.col(),
        UserFeatures.NET_SPEND_MINOR.col());
  }

  /** Members with the value of each dimension. */
  private static Dataset<Row> described(AarrrInputs inputs, RunDate runDate) {
    Dataset<Row> classes =
        inputs.userSegments().where(UserSegments.RUN_DATE.col().equalTo(runDate.asColumn()));
    Column inviter = coalesce(BOUND_INVITER.col(), UserAcquisition.INVITER_ID.col());
    return inputs
        .acquisitions()
        .where(UserAcquisition.ACQUIRED_DAY.col().leq(runDate.asColumn()))
        .join(boundInviters(inputs.inviteEdges()), new String[] {USER_ID.name()}, "left")
        .join(firstGroups(inputs.memberships(), runDate), new String[] {USER_ID.name()}, "left")
        .join(segments(classes), new String[] {USER_ID.name()}, "left")
        .withColumn(UserAcquisition.INVITER_ID.name(), inviter)
        .join(inviterClasses(classes), new String[] {UserAcquisition.INVITER_ID.name()}, "left")
        .select(
            USER_ID.col(),
            ACQUIRED_DAY.col(),
            IS_LEFT_TRUNCATED.col(),
            value(Dimension.ALL, lit(Dimension.ALL.label())),
            value(Dimension.CHANNEL, UserAcquisition.CHANNEL.col()),
            value(Dimension.CAMPAIGN, UserAcquisition.CAMPAIGN.col()),
            value(Dimension.ROUTE, UserAcquisition.ROUTE.col()),
            value(
                Dimension.INVITER_CLASS,
                coalesce(
                    Dimension.INVITER_CLASS.field().col(),
                    when(UserAcquisition.INVITER_ID.col().isNotNull(), "unknown"))),
            value(Dimension.GROUP, coalesce(UserAcquisition.GROUP_ID.col(), FIRST_GROUP.col())),
            value(Dimension.SEGMENT, Dimension.SEGMENT.field().col()));
  }

  private static Dataset<Row> segments(Dataset<Row> classes) {
    return classes.select(
        UserSegments.USER_ID.col(), Dimension.SEGMENT.field().is(UserSegments.SEGMENT.col()));
  }

  private static Dataset<Row> inviterClasses(Dataset<Row> classes) {
    return classes.select(
        UserAcquisition.INVITER_ID.is(UserSegments.USER_ID.col()),
        Dimension.INVITER_CLASS
            .field()
            .is(concat_ws("/", UserSegments.SEGMENT.col(), UserSegments.REPEAT_TYPE.col())));
  }

  private static Dataset<Row> boundInviters(Dataset<Row> inviteEdges) {
    return inviteEdges
        .where(InviteEdges.isBound())
        .select(
            USER_ID.is(InviteEdges.INVITEE_ID.col()),
            BOUND_INVITER.is(InviteEdges.INVITER_ID.col()));
  }

  private static Dataset<Row> firstGroups(Dataset<Row> memberships, RunDate runDate) {
    Column joinOrder = struct(Memberships.JOINED_AT.col(), Memberships.MEMBERSHIP_ID.col());
    return memberships
        .where(runDate.isKnown(Memberships.JOINED_AT.col()))
        .groupBy(Memberships.USER_ID.col())
        .agg(FIRST_GROUP.is(min_by(Memberships.GROUP_ID.col(), joinOrder)));
  }

  private static Column value(Dimension dimension, Column value) {
    return dimension.field().is(coalesce(value, lit(NONE)));
  }

  private CohortMembers() {}
}
