package io.seedbed.models.segmentation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.facts.Appeals;
import io.seedbed.features.table.Field;
import io.seedbed.features.user.UserFeatures;
import org.apache.spark.sql.Column;

/**
 * What changed a label between two nights: the first rule, by precedence, that decides otherwise.
 */
final class LabelCause {

  private static final String FIRST_SEEN = "first_seen";
  private static final String APPEAL_CONFIRMED = "appeal_confirmed";
  private static final String APPEAL_CLEARED = "appeal_cleared";
  private static final String SEVERE_EVENT = "severe_event";
  private static final String ORDERS_GO_BAD = "orders_go_bad";
  private static final String PROBLEM_OVER = "problem_over";
  private static final String PURCHASE_TAKEN_BACK = "purchase_taken_back";
  private static final String FIRST_PURCHASE = "first_purchase";
  private static final String CAME_BACK = "came_back";
  private static final String DISTRIBUTES = "distributes";
  private static final String STOPPED_DISTRIBUTING = "stopped_distributing";
  private static final String SPREADS = "spreads";
  private static final String STOPPED_SPREADING = "stopped_spreading";
  private static final String WATCHED_LONG_ENOUGH = "watched_long_enough";
  private static final String NO_LONGER_WATCHED = "no_longer_watched";

  /** Every cause there is. */
  static final String[] ALL = {
    FIRST_SEEN,
    APPEAL_CONFIRMED,
    APPEAL_CLEARED,
    SEVERE_EVENT,
    ORDERS_GO_BAD,
    PROBLEM_OVER,
    PURCHASE_TAKEN_BACK,
    FIRST_PURCHASE,
    CAME_BACK,
    DISTRIBUTES,
    STOPPED_DISTRIBUTING,
    SPREADS,
    STOPPED_SPREADING,
    WATCHED_LONG_ENOUGH,
    NO_LONGER_WATCHED
  };

  /** The cause of a leaf class that is not yesterday's. */
  static Column ofChange() {
    Column leaf = Classification.LEAF.col();
    Column before = Yesterday.leaf();
    Column wasRepeat = Yesterday.of(UserSegments.SEGMENT).equalTo("repeat");
    return when(before.isNull(), lit(FIRST_SEEN))
        .when(
            UserSegments.IS_PROBLEM.col(),
            when(isRuled(Appeals.CONFIRMED), lit(APPEAL_CONFIRMED))
                .when(UserFeatures.SEVERE_EVENT.col().isNotNull(), lit(SEVERE_EVENT))
                .otherwise(lit(ORDERS_GO_BAD)))
        .when(
            Yesterday.of(UserSegments.IS_PROBLEM),
            when(isRuled(Appeals.CLEARED), lit(APPEAL_CLEARED)).otherwise(lit(PROBLEM_OVER)))
        .when(
            leaf.equalTo("prospect").or(leaf.equalTo("non_repeat").and(wasRepeat)),
            lit(PURCHASE_TAKEN_BACK))
        .when(leaf.equalTo("non_repeat"), lit(FIRST_PURCHASE))
        .when(wasRepeat.equalTo(false), lit(CAME_BACK))
        .when(raised(UserSegments.IS_DISTRIBUTOR), lit(DISTRIBUTES))
        .when(lowered(UserSegments.IS_DISTRIBUTOR), lit(STOPPED_DISTRIBUTING))
        .when(raised(UserSegments.IS_SPREADER), lit(SPREADS))
        .when(lowered(UserSegments.IS_SPREADER), lit(STOPPED_SPREADING))
        .when(leaf.equalTo("fan"), lit(WATCHED_LONG_ENOUGH))
        .otherwise(lit(NO_LONGER_WATCHED));
  }

  private static Column isRuled(String ruling) {
    return UserFeatures.APPEAL_RULING.col().equalTo(ruling);
  }

  private static Column raised(Field flag) {
    return flag.col().and(coalesce(Yesterday.of(flag), lit(false)).equalTo(false));
  }

  private static Column lowered(Field flag) {
    return flag.col().equalTo(false).and(coalesce(Yesterday.of(flag), lit(false)));
  }

  private LabelCause() {}
}
