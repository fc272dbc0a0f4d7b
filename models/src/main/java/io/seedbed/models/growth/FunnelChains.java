package io.seedbed.models.growth;

import static io.seedbed.models.growth.FunnelInputs.EVENT_AT;
import static io.seedbed.models.growth.FunnelInputs.EVENT_DAY;
import static io.seedbed.models.growth.FunnelInputs.EVENT_ID;
import static io.seedbed.models.growth.FunnelInputs.KINDS;
import static io.seedbed.models.growth.FunnelInputs.SOURCE_RANK;
import static io.seedbed.models.growth.FunnelInputs.USER_ID;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.last;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.table.Field;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;

/**
 * One row per cohort period and user with a first step in it: the chain of step times that counts.
 *
 * <p>Taking the earliest next event each time is the deepest that a first step can reach, and it
 * does not depend on the window, which only cuts the chain. So a user's events are read once from
 * the last to the first, and each carries on the chain of the nearest later event of the next step.
 * The cost is one shuffle and one sort of the step events by user and time, and one running window
 * over that sort for every step but the last; no user's events are held as one value.
 */
final class FunnelChains {

  static final Field CHAIN =
      Field.of(
          "chain",
          DataTypes.createArrayType(DataTypes.LongType),
          "Times of a step and of the steps that follow it earliest",
          "步骤时间链");
  private static final Field FIRST_START =
      Field.count("first_start", "microseconds", "Earliest first step", "最早起点");
  static final Field LAST_START =
      Field.count("last_start", "microseconds", "Latest first step in the period", "最晚起点");

  static final long MICROS_PER_SECOND = 1_000_000L;

  /**
   * Chains of the events that {@link FunnelInputs#events} gives, for every period in which their
   * first step lies.
   */
  static Dataset<Row> from(Dataset<Row> events, FunnelRules rules) {
    return starts(events, rules)
        .select(col("*"), Grain.periodsOf(rules.grains(), EVENT_DAY.col()))
        .groupBy(Grain.FIRST_DAY.col(), Grain.LAST_DAY.col(), Grain.NAME.col(), USER_ID.col())
        .agg(
            CHAIN.is(min_by(CHAIN.col(), deepestThenEarliest())),
            LAST_START.is(max(EVENT_AT.col())));
  }

  /**
   * The events that a chain from one of the first steps can hold: of users who take that step, and
   * between the first time they do and the end of the window of the last.
   *
   * <p>Costs the shuffle of the events by user that the chains need anyway; first steps, added up
   * to one row per user, are looked up in a hash table, so that only what is left is sorted.
   */
  static Dataset<Row> withinReach(Dataset<Row> events, Dataset<Row> firstSteps, FunnelRules rules) {
    Dataset<Row> spans =
        firstSteps
            .groupBy(USER_ID.col())
            .agg(FIRST_START.is(min(EVENT_AT.col())), LAST_START.is(max(EVENT_AT.col())));
    return events
        .join(spans.hint("shuffle_hash"), new String[] {USER_ID.name()}, "inner")
        .where(EVENT_AT.col().between(FIRST_START.col(), windowEnd(LAST_START.col(), rules)))
        .drop(FIRST_START.col(), LAST_START.col());
  }

  /** The last instant at which a later step of a chain counts. */
  static Column windowEnd(Column start, FunnelRules rules) {
    return start.plus(rules.windowDays() * 86_400L * MICROS_PER_SECOND);
  }

  private static Dataset<Row> starts(Dataset<Row> events, FunnelRules rules) {
    int lastStep = rules.steps().size() - 1;
    Dataset<Row> chains =
        events.select(col("*"), CHAIN.is(when(isStep(rules, lastStep), array(EVENT_AT.col()))));
    for (int step = lastStep - 1; step >= 0; step--) {
      chains = carriedBackTo(chains, isStep(rules, step));
    }
    Column isInWindow = windowEnd(EVENT_AT.col(), rules);
    return chains
        .where(isStep(rules, 0))
        .withColumn(CHAIN.name(), filter(CHAIN.col(), at -> at.leq(isInWindow)));
  }

  private static Dataset<Row> carriedBackTo(Dataset<Row> chains, Column isStep) {
    WindowSpec laterEvents =
        Window.partitionBy(USER_ID.col())
            .orderBy(EVENT_AT.col().desc(), SOURCE_RANK.col().desc(), EVENT_ID.col().desc())
            .rowsBetween(Window.unboundedPreceding(), Window.currentRow() - 1);
    Column nearestLater = last(CHAIN.col(), true).over(laterEvents);
    Column carriedOn =
        concat(array(EVENT_AT.col()), coalesce(nearestLater, array().cast(CHAIN.type())));
    return chains.select(
        USER_ID.col(),
        EVENT_DAY.col(),
        EVENT_AT.col(),
        SOURCE_RANK.col(),
        EVENT_ID.col(),
        KINDS.col(),
        CHAIN.is(when(isStep, carriedOn)));
  }

  private static Column isStep(FunnelRules rules, int step) {
    return FunnelInputs.isAny(List.of(rules.steps().get(step)));
  }

  private static Column deepestThenEarliest() {
    return struct(
        size(CHAIN.col()).unary_$minus(), EVENT_AT.col(), SOURCE_RANK.col(), EVENT_ID.col());
  }

  private FunnelChains() {}
}
