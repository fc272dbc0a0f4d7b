package io.seedbed.models.profiles;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import io.seedbed.models.segmentation.UserSegments;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * One row per run date, class of customers, attribute and value that somebody of the class has: how
 * much more often than among all known users, as the target group index (TGI) 100 × share in the
 * class ÷ share overall; 100 is as often.
 *
 * <p>An attribute of which nothing is known of anybody is left out; users of whom it is not known
 * have the value "unknown". A user can have several values of an attribute, so that shares of its
 * values can add to more than 1.
 */
public final class SegmentProfiles {

  public static final Field RUN_DATE = Field.date("run_date", "Run date", "运行日");
  public static final Field LEAF =
      Field.text("leaf", "Customer class; of repeat users their kind", "用户细分叶子类（复购用户按其类型）")
          .oneOf(
              "prospect",
              "problem",
              "non_repeat",
              "distributor",
              "spreader",
              "fan",
              "repeat_unknown",
              "unknown");
  public static final Field ATTRIBUTE = UserAttributes.ATTRIBUTE;
  public static final Field VALUE = UserAttributes.VALUE;
  public static final Field USERS =
      Field.count("users", "users", "Users of the class with the value", "该类中有此值的人数");
  public static final Field LEAF_USERS =
      Field.count("leaf_users", "users", "Users of the class", "该类人数");
  public static final Field VALUE_USERS =
      Field.count("value_users", "users", "Known users with the value", "有此值的总人数");
  public static final Field ALL_USERS = Field.count("all_users", "users", "Known users", "总人数");
  public static final Field SHARE = Field.real("share", "", "Share of the class", "类内占比");
  public static final Field SHARE_OVERALL =
      Field.real("share_overall", "", "Share of all known users", "总体占比");
  public static final Field TGI =
      Field.real("tgi", "", "100 × share of the class ÷ share overall", "目标群体指数 TGI");
  public static final Field TGI_LOW =
      Field.real(
          "tgi_low",
          "",
          "Lower end of the interval: Wilson's (1927) of the share of the class, the share overall"
              + " taken as known",
          "TGI 区间下限（类内占比的 Wilson 区间）");
  public static final Field TGI_HIGH =
      Field.real("tgi_high", "", "Upper end of the interval", "TGI 区间上限");
  public static final Field IS_RELIABLE =
      Field.flag(
          "is_reliable", "Whether class and value have the least number of users", "样本量是否足够");

  public static final Table TABLE =
      Table.named(
              "segment_profiles",
              "One row per run date, customer class, attribute and value",
              "每行一个运行日某类用户的一个属性值")
          .with(
              RUN_DATE,
              LEAF,
              ATTRIBUTE,
              VALUE,
              USERS,
              LEAF_USERS,
              VALUE_USERS,
              ALL_USERS,
              SHARE,
              SHARE_OVERALL,
              TGI,
              TGI_LOW,
              TGI_HIGH,
              IS_RELIABLE)
          .keyedBy(RUN_DATE, LEAF, ATTRIBUTE, VALUE)
          .partitionedBy(RUN_DATE);

  private static final String LEAVES = "leaves";
  private static final Field KNOWN_USERS =
      Field.count("known_users", "users", "Users with the attribute known", "");

  /**
   * What users are known by; those the shop does not have are empty.
   *
   * @param orderValues of which the last days are read
   * @param orderLines of which the last days are read
   */
  public record Sources(
      Dataset<Row> userSegments,
      Dataset<Row> acquisitions,
      Dataset<Row> memberships,
      Dataset<Row> chatRoles,
      Dataset<Row> orderValues,
      Dataset<Row> orderLines) {}

  /** Profiles every class. */
  public static Dataset<Row> from(Sources sources, ProfileRules rules, RunDate runDate) {
    Dataset<Row> users =
        sources
            .userSegments()
            .select(UserAttributes.USER_ID.is(UserSegments.USER_ID.col()), LEAF.is(leaf()));
    Dataset<Row> counts =
        UserAttributes.from(users, sources, rules, runDate)
            .groupBy(LEAF.col(), ATTRIBUTE.col(), VALUE.col())
            .agg(USERS.is(count(lit(1))));
    Dataset<Row> sizes =
        users
            .groupBy(LEAF.col())
            .agg(LEAF_USERS.is(count(lit(1))))
            .groupBy()
            .agg(
                ALL_USERS.is(sum(LEAF_USERS.col())),
                collect_list(struct(LEAF.col(), LEAF_USERS.col())).as(LEAVES))
            .select(RUN_DATE.is(runDate.asColumn()), ALL_USERS.col(), inline(col(LEAVES)));
    Column isKnown = VALUE.col().notEqual(UserAttributes.UNKNOWN);
    Column ofValue = sum(USERS.col()).over(Window.partitionBy(ATTRIBUTE.col(), VALUE.col()));
    Column known =
        max(when(isKnown, USERS.col()).otherwise(0L)).over(Window.partitionBy(ATTRIBUTE.col()));
    return counts
        .withColumns(
            Map.of(
                VALUE_USERS.name(), VALUE_USERS.is(ofValue),
                KNOWN_USERS.name(), KNOWN_USERS.is(known)))
        .filter(KNOWN_USERS.col().gt(0))
        .join(sizes, new String[] {LEAF.name()}, "inner")
        .withColumns(indices(rules))
        .select(TABLE.columns());
  }

  private static Column leaf() {
    Column kind = UserSegments.REPEAT_TYPE.col();
    return when(kind.isNull(), UserSegments.SEGMENT.col())
        .when(kind.equalTo("unknown"), "repeat_unknown")
        .otherwise(kind);
  }

  /** Wilson's interval is centre ± half, both over 1 + z²/n. */
  private static Map<String, Column> indices(ProfileRules rules) {
    Column users = LEAF_USERS.col().cast("double");
    Column share = USERS.col().divide(users);
    Column overall = VALUE_USERS.col().divide(ALL_USERS.col());
    Column z2 = lit(rules.intervalDeviations() * rules.intervalDeviations()).divide(users);
    Column centre = share.plus(z2.divide(2));
    Column spread = share.multiply(lit(1.0).minus(share)).plus(z2.divide(4));
    Column half = sqrt(z2.multiply(spread));
    Column scale = lit(100.0).divide(overall);
    Column whole = z2.plus(1);
    Column isReliable =
        LEAF_USERS.col().geq(rules.leastUsers()).and(VALUE_USERS.col().geq(rules.leastUsers()));
    return Map.of(
        SHARE.name(), SHARE.is(share),
        SHARE_OVERALL.name(), SHARE_OVERALL.is(overall),
        TGI.name(), TGI.is(share.multiply(scale)),
        TGI_LOW.name(), TGI_LOW.is(centre.minus(half).divide(whole).multiply(scale)),
        TGI_HIGH.name(), TGI_HIGH.is(centre.plus(half).divide(whole).multiply(scale)),
        IS_RELIABLE.name(), IS_RELIABLE.is(isReliable));
  }

  private SegmentProfiles() {}
}
