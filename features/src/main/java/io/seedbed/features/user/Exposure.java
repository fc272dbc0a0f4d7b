package io.seedbed.features.user;

import static org.apache.spark.sql.functions.bit_count;
import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pow;

import io.seedbed.features.table.Field;
import io.seedbed.features.time.RunDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Weeks in which a user's sharing could be seen. The last 90 d are cut into 7-day blocks back from
 * D, thirteen of them, the thirteenth of six days; a block counts when the user was a member of an
 * observed group on at least one of its days. A group is observed when any message of it is known.
 *
 * <p>A stay covers a run of blocks, so it is a run of bits and the weeks of a user are the bits of
 * all stays together: one shuffle, one long a user, no row per week.
 */
final class Exposure {

  static final Field USER_ID = Field.text("user_id", "Resolved customer", "客户编号");
  static final Field WEEKS = Field.count("weeks", "weeks", "Weeks observed", "可观测周数");

  private static final int WINDOW_DAYS = 90;
  private static final int WEEK_DAYS = 7;

  /** Most weeks a user can have been exposed: 13, the last one cut short. */
  static final int MOST_WEEKS = (WINDOW_DAYS + WEEK_DAYS - 1) / WEEK_DAYS;

  /** One row per user with at least one such week: {@link #USER_ID}, {@link #WEEKS}. */
  static Dataset<Row> inObservedGroups(
      Dataset<Row> groupStays, Dataset<Row> firstMessages, RunDate runDate) {
    Dataset<Row> observedGroups =
        firstMessages
            .filter(runDate.isKnown(FirstMessages.SENT_AT.col()))
            .select(GroupStays.GROUP_ID.is(FirstMessages.GROUP_ID.col()))
            .distinct();
    Column youngestAge = coalesce(runDate.daysSince(GroupStays.LEFT_DAY.col()), lit(0));
    Column oldestAge = least(runDate.daysSince(GroupStays.JOINED_DAY.col()), lit(WINDOW_DAYS - 1));
    return groupStays
        .filter(youngestAge.lt(WINDOW_DAYS))
        .join(observedGroups, new String[] {GroupStays.GROUP_ID.name()}, "left_semi")
        .groupBy(USER_ID.is(GroupStays.USER_ID.col()))
        .agg(WEEKS.is(bit_count(bit_or(blocks(youngestAge, oldestAge)))));
  }

  /** Whole weeks since a day, at most {@link #MOST_WEEKS}: exposure where shares are reported. */
  static Column wholeWeeksSince(Column day, RunDate runDate) {
    return least(
        floor(runDate.daysSince(day).divide(WEEK_DAYS)).cast(DataTypes.LongType),
        lit((long) MOST_WEEKS));
  }

  /** The bits of the blocks from one age to another, both inclusive; powers of two are exact. */
  private static Column blocks(Column youngestAge, Column oldestAge) {
    Column first = floor(youngestAge.divide(WEEK_DAYS));
    Column last = floor(greatest(oldestAge, youngestAge).divide(WEEK_DAYS));
    return pow(lit(2), last.plus(1)).minus(pow(lit(2), first)).cast(DataTypes.LongType);
  }

  private Exposure() {}
}
