package io.seedbed.models.segmentation;

import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.ln;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.table.Field;
import io.seedbed.features.time.RunDate;
import org.apache.spark.sql.Column;

/**
 * How one flag follows its probability from night to night: a function of the flag's state in
 * yesterday's row and of today's probability alone.
 *
 * <p>The probability is smoothed exponentially over nights, and on a user's first night is what it
 * is. The flag is taken up where the smoothed probability reaches the rule's confidence and let go
 * where it has come down to {@code leave}: a Schmitt trigger (Schmitt 1938) with a dwell, so that
 * in between, and for some nights after a change, it stays as it was.
 *
 * @param probability today's, 0 to 1; null where it cannot be told, which takes the flag away
 * @param smoothed the smoothed probability of this and of yesterday's row
 * @param flag the flag of this and of yesterday's row
 * @param since first night of the flag as it is, of this and of yesterday's row
 * @param confidence smoothed probability that takes the flag up
 * @param isEnteredAnyNight whether the flag may be taken up before the dwell is over
 */
record Hysteresis(
    Field probability,
    Field smoothed,
    Field flag,
    Field since,
    double confidence,
    boolean isEnteredAnyNight,
    HysteresisRules rules,
    RunDate runDate) {

  /**
   * Today's smoothed probability.
   *
   * @param isDecreed whether today's probability holds at once, whatever was before
   */
  Column smooth(Column isDecreed) {
    Column today = probability.col();
    Column before = Yesterday.of(smoothed);
    double kept = rules.keptWeight();
    return smoothed.is(
        when(isFirst().or(isDecreed), today)
            .otherwise(lit(kept).multiply(before).plus(lit(1 - kept).multiply(today))));
  }

  /**
   * Today's flag, after {@link #smooth}.
   *
   * @param isDecreed as of {@link #smooth}
   */
  Column holds(Column isDecreed) {
    Column isHigh = smoothed.col().geq(lit(confidence));
    Column isLow = smoothed.col().leq(lit(rules.leave()));
    Column mayEnter = isEnteredAnyNight ? lit(true) : isDwellOver();
    return flag.is(
        when(smoothed.col().isNull(), lit(false))
            .when(isFirst().or(isDecreed), isHigh)
            .when(Yesterday.of(flag), not(isLow.and(isDwellOver())))
            .otherwise(isHigh.and(mayEnter)));
  }

  /** The first night of the flag as it is, after {@link #holds}. */
  Column begins() {
    Column stays = flag.col().equalTo(Yesterday.of(flag)).and(Yesterday.of(since).isNotNull());
    return since.is(when(stays, Yesterday.of(since)).otherwise(runDate.asColumn()));
  }

  /** Why a raised flag is up: the smoothed probability, or the dwell that keeps it so. */
  Column[] reasonsFor() {
    Column value = smoothed.col();
    return new Column[] {
      when(value.geq(lit(confidence)), Reason.atLeast(smoothed.name(), value, lit(confidence)))
          .otherwise(Reason.atLeast(smoothed.name(), value, lit(rules.leave()))),
      when(
          value.leq(lit(rules.leave())),
          Reason.below(since.name(), nightsSoFar(), lit(rules.dwellNights())))
    };
  }

  /** Why a flag is not up: the smoothed probability, or the dwell that bars it. */
  Column[] reasonsAgainst() {
    Column value = smoothed.col();
    return new Column[] {
      when(value.lt(lit(confidence)), Reason.below(smoothed.name(), value, lit(confidence))),
      when(
          value.geq(lit(confidence)),
          Reason.below(since.name(), nightsSoFar(), lit(rules.dwellNights())))
    };
  }

  /**
   * Nights a probability would have to last until the flag is taken up; null where it never would.
   */
  Column nightsToEnter(Column lasting) {
    Column dwell = isEnteredAnyNight ? lit(0) : nightsToDwell();
    Column gap = lasting.minus(lit(confidence));
    Column nights =
        when(smoothed.col().geq(lit(confidence)), lit(0L))
            .when(gap.gt(0), nights(gap.divide(lasting.minus(smoothed.col()))));
    return when(smoothed.col().isNull(), when(gap.geq(0), lit(1L)))
        .otherwise(when(nights.isNotNull(), greatest(nights, dwell, lit(1L))));
  }

  /**
   * Nights a probability would have to last until the flag is let go; null where it never would.
   */
  Column nightsToLeave(Column lasting) {
    Column gap = lit(rules.leave()).minus(lasting);
    Column nights =
        when(smoothed.col().leq(lit(rules.leave())), lit(0L))
            .when(gap.gt(0), nights(gap.divide(smoothed.col().minus(lasting))));
    return when(nights.isNotNull(), greatest(nights, nightsToDwell(), lit(1L)));
  }

  /** Nights until the distance to a lasting probability has shrunk to a share of what it is. */
  private Column nights(Column share) {
    return ceil(ln(share).divide(lit(Math.log(rules.keptWeight())))).cast("long");
  }

  private Column isFirst() {
    return Yesterday.of(smoothed).isNull();
  }

  private Column isDwellOver() {
    return date_diff(runDate.asColumn(), Yesterday.of(since)).geq(lit(rules.dwellNights()));
  }

  private Column nightsSoFar() {
    return date_diff(runDate.asColumn(), since.col());
  }

  private Column nightsToDwell() {
    return lit(rules.dwellNights()).minus(nightsSoFar()).cast("long");
  }
}
