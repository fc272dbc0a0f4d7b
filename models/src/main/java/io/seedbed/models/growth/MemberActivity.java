package io.seedbed.models.growth;

import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.table.Base;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserAcquisition;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * One row per known user and run date: in which windows after d0 the user was active. All that the
 * cohorts ask of user days beyond what user features hold, so that nothing else reads them.
 *
 * <p>Every column is a minimum or an OR over the user's days: days that follow are added to what an
 * earlier run date held, and no day is looked at twice.
 */
public final class MemberActivity {

  public static final Field USER_ID = Field.text("user_id", "Resolved customer", "客户编号");
  public static final Field RUN_DATE = Field.date("run_date", "Run date", "运行日");
  public static final Field ACQUIRED_DAY =
      Field.date("acquired_day", "Day the user became known, d0", "获取日 d0");
  public static final Field IS_LEFT_TRUNCATED =
      Field.flag("is_left_truncated", "Acquired within 30 d of an input's first day", "是否左截断");
  public static final Field IS_ACTIVATED =
      Field.flag(
          "is_activated",
          "Whether a meaningful message or a paid order came until activation ends",
          "激活期内是否发言或付款");
  public static final Field CHAT_MASK =
      Field.of(
          "chat_mask",
          DataTypes.LongType,
          "Windows with a meaningful message: the bits, from the lowest, stand for the windows of "
              + "the AARRR stages as configured, then those of the retention cohorts not among "
              + "them, then its calendar months",
          "有发言的窗口：从最低位起依次为AARRR窗口、留存窗口（不重复）、自然月");
  public static final Field PURCHASE_MASK =
      Field.of(
          "purchase_mask",
          DataTypes.LongType,
          "Windows with a purchase day, as in chat_mask",
          "有购买日的窗口，位序同 chat_mask");

  public static final Table TABLE =
      Table.named("member_activity", "One row per known user and run date", "每行一名已知用户在一个运行日的活跃窗口")
          .with(
              USER_ID,
              RUN_DATE,
              ACQUIRED_DAY,
              IS_LEFT_TRUNCATED,
              IS_ACTIVATED,
              CHAT_MASK,
              PURCHASE_MASK)
          .keyedBy(USER_ID, RUN_DATE)
          .partitionedBy(RUN_DATE);

  private static final Field WINDOWS =
      Field.of("windows", DataTypes.LongType, "Windows that the day lies in", "当日所在窗口");
  private static final Field IS_EARLY =
      Field.flag("is_early", "Whether the day counts for activation", "是否在激活期内");

  /**
   * Activity as of the run date. With a base, users are those of the base, whose d0 no later event
   * can change, and those acquired since; only user days after the base are read.
   *
   * <p>Costs one shuffle of the members and one of the user days read, each by user; members, one
   * row each, are looked up in a hash table and not sorted, and so are the sums.
   *
   * @param acquisitions rows of user_acquisition as of the run date
   * @param userDays rows of user_day as of the run date
   */
  public static Dataset<Row> from(
      Dataset<Row> acquisitions,
      Dataset<Row> userDays,
      GrowthRules rules,
      RunDate runDate,
      Optional<Base> base) {
    Column d0 = ACQUIRED_DAY.col();
    Column day = UserDay.DAY.col();
    Column windows = rules.masks().windowsOf(d0, day);
    Column isEarly = day.leq(date_add(d0, rules.aarrr().activationDays()));
    Column isBuying = UserDay.KEPT_ORDERS.col().gt(0);
    Column isChatting = UserDay.MESSAGES.col().gt(0);
    return members(acquisitions, runDate, base)
        .hint("shuffle_hash")
        .join(days(userDays, runDate, base), new String[] {USER_ID.name()}, "left")
        .withColumn(WINDOWS.name(), windows)
        .withColumn(IS_EARLY.name(), isEarly)
        .groupBy(USER_ID.col())
        .agg(
            ACQUIRED_DAY.is(min(d0)),
            IS_LEFT_TRUNCATED.is(max(IS_LEFT_TRUNCATED.col())),
            IS_ACTIVATED.is(bool_or(IS_ACTIVATED.col().or(isTrue(IS_EARLY.col())))),
            CHAT_MASK.is(bit_or(CHAT_MASK.col().bitwiseOR(windowsWhere(isChatting)))),
            PURCHASE_MASK.is(bit_or(PURCHASE_MASK.col().bitwiseOR(windowsWhere(isBuying)))))
        .withColumn(RUN_DATE.name(), runDate.asColumn())
        .select(TABLE.columns());
  }

  /** Every known user with what the base held of them. */
  private static Dataset<Row> members(
      Dataset<Row> acquisitions, RunDate runDate, Optional<Base> base) {
    Column acquiredDay = UserAcquisition.ACQUIRED_DAY.col();
    Dataset<Row> acquired =
        acquisitions
            .where(acquiredDay.leq(runDate.asColumn()))
            .where(base.map(earlier -> earlier.isAfter(acquiredDay)).orElse(lit(true)))
            .select(
                USER_ID.is(UserAcquisition.USER_ID.col()),
                ACQUIRED_DAY.is(acquiredDay),
                IS_LEFT_TRUNCATED.is(UserAcquisition.IS_LEFT_TRUNCATED.col()),
                IS_ACTIVATED.is(lit(false)),
                CHAT_MASK.is(lit(0)),
                PURCHASE_MASK.is(lit(0)));
    return base.map(earlier -> earlier.rows().drop(RUN_DATE.col()).unionByName(acquired))
        .orElse(acquired);
  }

  /** The days with a meaningful message or a paid order. */
  private static Dataset<Row> days(Dataset<Row> userDays, RunDate runDate, Optional<Base> base) {
    Column day = UserDay.DAY.col();
    Column isActive = UserDay.MESSAGES.col().gt(0).or(UserDay.PAID_ORDERS.col().gt(0));
    return userDays
        .where(day.leq(runDate.asColumn()))
        .where(base.map(earlier -> earlier.isAfter(day)).orElse(lit(true)))
        .where(isActive)
        .select(UserDay.USER_ID.col(), day, UserDay.MESSAGES.col(), UserDay.KEPT_ORDERS.col());
  }

  private static Column windowsWhere(Column isActive) {
    return when(isTrue(isActive), WINDOWS.col()).otherwise(0L);
  }

  /** False also for a member without a day. */
  private static Column isTrue(Column condition) {
    return coalesce(condition, lit(false));
  }

  private MemberActivity() {}
}
