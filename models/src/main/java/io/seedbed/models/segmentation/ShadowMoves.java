package io.seedbed.models.segmentation;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.user.UserFeatures;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per user and run date whose leaf class is another under the shadow rules: who would move,
 * why, and what they spend.
 */
public final class ShadowMoves {

  public static final Field USER_ID = Field.text("user_id", "Resolved customer", "客户编号");
  public static final Field RUN_DATE = Field.date("run_date", "Run date", "运行日");
  public static final Field LEAF = Field.text("leaf", "Leaf class in force", "现行标签");
  public static final Field SHADOW_LEAF =
      Field.text("shadow_leaf", "Leaf class under the shadow rules", "影子标签");
  public static final Field SHADOW_PROBABILITY =
      Field.real(
              "shadow_probability", "probability", "Of the class under the shadow rules", "影子标签概率")
          .orNull();
  public static final Field SHADOW_REASONS =
      Field.of(
          "shadow_reasons",
          Reason.LIST,
          "Top three reasons for the class under the shadow rules",
          "影子标签的前三条理由");
  public static final Field NET_SPEND_90D_MINOR = UserFeatures.NET_SPEND_90D_MINOR;
  public static final Field RULE_SET = UserSegments.RULE_SET;
  public static final Field SHADOW_RULE_SET =
      Field.text("shadow_rule_set", "Name of the shadow rules", "影子规则集");

  public static final Table TABLE =
      Table.named(
              "shadow_moves",
              "One row per user and run date whose leaf class is another under the shadow rules",
              "每行一名在影子规则下标签不同的用户")
          .with(
              USER_ID,
              RUN_DATE,
              LEAF,
              SHADOW_LEAF,
              SHADOW_PROBABILITY,
              SHADOW_REASONS,
              NET_SPEND_90D_MINOR,
              RULE_SET,
              SHADOW_RULE_SET)
          .keyedBy(USER_ID, RUN_DATE);

  /**
   * The users who would move.
   *
   * @param userSegments rows of {@link UserSegments} of a run date
   * @param shadowSegments rows of {@link ShadowSegments} of that date
   * @param userFeatures rows of {@link UserFeatures} of that date
   */
  public static Dataset<Row> from(
      Dataset<Row> userSegments, Dataset<Row> shadowSegments, Dataset<Row> userFeatures) {
    String[] byUser = {USER_ID.name()};
    Dataset<Row> shadows =
        shadowSegments.select(
            USER_ID.col(),
            SHADOW_LEAF.is(UserSegments.leaf()),
            SHADOW_PROBABILITY.is(UserSegments.PROBABILITY.col()),
            SHADOW_REASONS.is(UserSegments.REASONS.col()),
            SHADOW_RULE_SET.is(UserSegments.RULE_SET.col()));
    Dataset<Row> spends = userFeatures.select(USER_ID.col(), NET_SPEND_90D_MINOR.col());
    Column isOther = LEAF.col().notEqual(SHADOW_LEAF.col());
    return userSegments
        .select(USER_ID.col(), RUN_DATE.col(), LEAF.is(UserSegments.leaf()), RULE_SET.col())
        .join(shadows, byUser)
        .filter(isOther)
        .join(spends, byUser)
        .select(TABLE.columns());
  }

  private ShadowMoves() {}
}
