package io.seedbed.models.growth;

import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.table.Base;
import io.seedbed.features.table.Difference;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.HashSieve;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.Days;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserAcquisition;
import java.time.LocalDate;
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
 * earlier run date held. An OR cannot be taken back, so users with an earlier day that is told anew
 * are made again.
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

  private static final Column IS_CHATTING = UserDay.MESSAGES.col().gt(0);
  private static final Column IS_PAYING = UserDay.PAID_ORDERS.col().gt(0);
  private static final Column IS_BUYING = UserDay.KEPT_ORDERS.col().gt(0);

  private static final Field CONTENT =
      Field.count("content", "", "What counts of the acquisition or the day", "计入内容");

  /** Above all that a user day can have: an acquisition is no day. */
  private static final int ACQUISITION = 8;

  private static final Field WINDOWS =
      Field.of("windows", DataTypes.LongType, "Windows that the day lies in", "当日所在窗口");
  private static final Field IS_EARLY =
      Field.flag("is_early", "Whether the day counts for activation", "是否在激活期内");

  /**
   * What an earlier run date held.
   *
   * @param base rows of that run date
   * @param restated of {@link #restated}
   */
  public record Earlier(Base base, HashSieve restated) {

    private LocalDate runDate() {
      return base.runDate();
    }

    private Dataset<Row> standing() {
      return restated.stopped(base.rows(), HashSieve.hash(USER_ID)).drop(RUN_DATE.col());
    }
  }

  /** What activity is made of: rows of user_acquisition and of user_day. */
  public record Facts(Dataset<Row> acquisitions, Dataset<Row> userDays) {

    /** One row per acquisition and user day among some days, with all that counts of it. */
    private Dataset<Row> told(Days acquiredDays, Days days, LocalDate last) {
      Column acquired = UserAcquisition.ACQUIRED_DAY.col();
      Column day = UserDay.DAY.col();
      return acquisitions
          .where(acquiredDays.include(acquired).and(acquired.leq(last)))
          .select(
              USER_ID.is(UserAcquisition.USER_ID.col()),
              UserDay.DAY.is(acquired),
              CONTENT.is(bit(UserAcquisition.IS_LEFT_TRUNCATED.col()).plus(ACQUISITION)))
          .unionByName(
              userDays
                  .where(days.include(day).and(day.leq(last)))
                  .select(
                      USER_ID.is(UserDay.USER_ID.col()),
                      day,
                      CONTENT.is(
                          bit(IS_CHATTING)
                              .plus(bit(IS_BUYING).multiply(2))
                              .plus(bit(IS_PAYING).multiply(4)))));
    }

    private static Column bit(Column condition) {
      return when(isTrue(condition), 1).otherwise(0);
    }
  }

  /**
   * The users of whom something up to the run date of a base is told anew, and a few others.
   *
   * @param acquiredDays on which acquisitions differ
   * @param days on which user days differ
   */
  public static HashSieve restated(
      Base base, Facts before, Facts now, Days acquiredDays, Days days) {
    Dataset<Row> different =
        Difference.between(
            before.told(acquiredDays, days, base.runDate()),
            now.told(acquiredDays, days, base.runDate()),
            USER_ID.col(),
            UserDay.DAY.col(),
            CONTENT.col());
    return HashSieve.of(different, HashSieve.hash(USER_ID));
  }

  /**
   * Activity as of the run date. Of a base the rows of users stand of whom nothing is told anew;
   * their days after it are added. The others are made again from all their days.
   *
   * <p>Costs one shuffle of the members and one of the user days that count, each by user; members,
   * one row each, are looked up in a hash table and not sorted, and so are the sums. With a base,
   * of earlier user days only those of restated users are moved.
   *
   * @param facts as of the run date
   */
  public static Dataset<Row> from(
      Facts facts, GrowthRules rules, RunDate runDate, Optional<Earlier> earlier) {
    Column d0 = ACQUIRED_DAY.col();
    Column day = UserDay.DAY.col();
    Column windows = rules.masks().windowsOf(d0, day);
    Column isEarly = day.leq(date_add(d0, rules.aarrr().activationDays()));
    return members(facts.acquisitions(), runDate, earlier)
        .hint("shuffle_hash")
        .join(days(facts.userDays(), runDate, earlier), new String[] {USER_ID.name()}, "left")
        .withColumn(WINDOWS.name(), windows)
        .withColumn(IS_EARLY.name(), isEarly)
        .groupBy(USER_ID.col())
        .agg(
            ACQUIRED_DAY.is(min(d0)),
            IS_LEFT_TRUNCATED.is(max(IS_LEFT_TRUNCATED.col())),
            IS_ACTIVATED.is(bool_or(IS_ACTIVATED.col().or(isTrue(IS_EARLY.col())))),
            CHAT_MASK.is(bit_or(CHAT_MASK.col().bitwiseOR(windowsWhere(IS_CHATTING)))),
            PURCHASE_MASK.is(bit_or(PURCHASE_MASK.col().bitwiseOR(windowsWhere(IS_BUYING)))))
        .withColumn(RUN_DATE.name(), runDate.asColumn())
        .select(TABLE.columns());
  }

  /** Every known user with what the base held of them. */
  private static Dataset<Row> members(
      Dataset<Row> acquisitions, RunDate runDate, Optional<Earlier> earlier) {
    Column acquiredDay = UserAcquisition.ACQUIRED_DAY.col();
    Dataset<Row> known = acquisitions.where(acquiredDay.leq(runDate.asColumn()));
    Dataset<Row> anew =
        earlier
            .map(then -> newOrRestated(known, acquiredDay, UserAcquisition.USER_ID, then))
            .orElse(known)
            .select(
                USER_ID.is(UserAcquisition.USER_ID.col()),
                ACQUIRED_DAY.is(acquiredDay),
                IS_LEFT_TRUNCATED.is(UserAcquisition.IS_LEFT_TRUNCATED.col()),
                IS_ACTIVATED.is(lit(false)),
                CHAT_MASK.is(lit(0)),
                PURCHASE_MASK.is(lit(0)));
    return earlier.map(then -> then.standing().unionByName(anew)).orElse(anew);
  }

  /** The days with a meaningful message or a paid order. */
  private static Dataset<Row> days(
      Dataset<Row> userDays, RunDate runDate, Optional<Earlier> earlier) {
    Column day = UserDay.DAY.col();
    Dataset<Row> active =
        userDays.where(day.leq(runDate.asColumn())).where(IS_CHATTING.or(IS_PAYING));
    return earlier
        .map(then -> newOrRestated(active, day, UserDay.USER_ID, then))
        .orElse(active)
        .select(UserDay.USER_ID.col(), day, UserDay.MESSAGES.col(), UserDay.KEPT_ORDERS.col());
  }

  private static Dataset<Row> newOrRestated(
      Dataset<Row> rows, Column day, Field user, Earlier earlier) {
    Column isNew = day.gt(earlier.runDate());
    return rows.where(isNew)
        .unionByName(earlier.restated().passed(rows.where(not(isNew)), HashSieve.hash(user)));
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
