package io.seedbed.models.segmentation;

import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per known user and run date: what the user would be under the shadow rules, which run
 * beside those in force and decide nothing.
 */
public final class ShadowSegments {

  public static final Table TABLE =
      UserSegments.TABLE.as(
          "shadow_segments",
          "One row per known user and run date: the class under the shadow rules; none without such rules",
          "每行一名用户在一个运行日按影子规则的分类");

  /**
   * Classifies every user by the shadow rules, as {@link UserSegments#from} does.
   *
   * @param yesterday the published rows of this table for the day before; those of other rules are
   *     not followed
   */
  public static Dataset<Row> from(
      Dataset<Row> userFeatures,
      Optional<Dataset<Row>> inviters,
      SegmentFits fits,
      SegmentationRules rules,
      RunDate runDate,
      Optional<Dataset<Row>> yesterday) {
    Optional<Dataset<Row>> ofTheseRules =
        yesterday.map(rows -> rows.filter(UserSegments.RULE_SET.col().equalTo(rules.ruleSet())));
    return UserSegments.from(userFeatures, inviters, fits, rules, runDate, ofTheseRules);
  }

  private ShadowSegments() {}
}
