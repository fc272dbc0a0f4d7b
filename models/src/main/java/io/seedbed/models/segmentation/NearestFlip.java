package io.seedbed.models.segmentation;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_min;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.table.Field;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.referral.Inviters;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The least change of one measure that gives another leaf class, and how many nights it must last
 * until the label follows; ties go by precedence. Where a flag will change though nothing else
 * does, because nights have to pass, that is the nearest: by 0.
 */
record NearestFlip(Classification classes) {

  /** The flip of a user's row; null where no single step changes the label. */
  static final Field FLIP = Field.text("flip", "Nearest flip", "最近翻转");

  private static final Field DISTANCE = Field.real("distance", "", "Size of the change", "变化量");
  private static final Field ORDER = Field.count("order", "", "Precedence", "优先级");
  private static final Field P_AFTER_BAD_ORDER =
      Field.real("p_after_bad_order", "probability", "With one more bad order", "再有坏单后概率");
  private static final Field P_AFTER_SHARE =
      Field.real("p_after_share", "probability", "With one more share", "再有分享后概率");
  private static final Field P_BY_SHARES =
      Field.real("p_by_shares", "probability", "Without invitees", "仅凭分享的概率");
  private static final Field SHARES_TOO_MANY =
      Field.count("shares_too_many", "shares", "Shares to lose", "多出的分享");

  /** A part of the flip of a row. */
  static Column part(Field field) {
    return FLIP.col().getField(field.name());
  }

  /** Labelled users with what the flips are made of, each computed once. */
  Dataset<Row> measured(Dataset<Row> labelled) {
    return labelled.withColumns(
        Map.of(
            P_AFTER_BAD_ORDER.name(), classes.problem().probabilityWithOneMoreBadOrder(),
            P_AFTER_SHARE.name(), when(isQuiet(), classes.spreader().probabilityWithOneMoreShare()),
            P_BY_SHARES.name(), when(isSpreader(), classes.spreader().probabilityByShares()),
            SHARES_TOO_MANY.name(),
                when(
                    isSpreader(),
                    classes.spreader().sharesTooMany(classes.spreaderFlag().rules().leave()))));
  }

  /** The nearest flip, after {@link #measured}. */
  Column flip() {
    Column[] possible =
        Stream.of(pending(), ofProblem(), ofPurchases(), ofDistribution(), ofSpreading())
            .flatMap(Stream::of)
            .toArray(Column[]::new);
    return array_min(filter(array(possible), Column::isNotNull));
  }

  /** Flags that only wait for nights to pass. */
  private Column[] pending() {
    Hysteresis problem = classes.problemFlag();
    Hysteresis distributor = classes.distributorFlag();
    Hysteresis spreader = classes.spreaderFlag();
    return new Column[] {
      waiting(1, not(isProblem()), lit("problem"), problem, true),
      waiting(
          2,
          isProblem().and(not(classes.problem().isDecreed())),
          classes.leafWithoutProblem(),
          problem,
          false),
      waiting(3, isRepeatKind().and(not(isDistributor())), lit("distributor"), distributor, true),
      waiting(4, isDistributor(), classes.repeatTypeWithoutDistribution(), distributor, false),
      waiting(5, isQuiet(), lit("spreader"), spreader, true),
      waiting(6, isSpreader(), classes.quietType(), spreader, false)
    };
  }

  private static Column waiting(
      int precedence, Column isPossible, Column leaf, Hysteresis flag, boolean isEntering) {
    Column today = flag.probability().col();
    Column nights = isEntering ? flag.nightsToEnter(today) : flag.nightsToLeave(today);
    return flip(precedence, isPossible, leaf, flag.smoothed(), lit(0), nights);
  }

  private Column[] ofProblem() {
    Hysteresis flag = classes.problemFlag();
    return new Column[] {
      flip(
          7,
          not(isProblem()),
          lit("problem"),
          UserFeatures.BAD_ORDERS,
          lit(1),
          flag.nightsToEnter(P_AFTER_BAD_ORDER.col())),
      flip(
          8,
          isProblem().and(not(classes.problem().isDecreed())),
          classes.leafWithoutProblem(),
          UserFeatures.BAD_ORDERS,
          negate(classes.problem().badOrdersTooMany()),
          flag.nightsToLeave(lit(0d)))
    };
  }

  /** Who buys is another class the same night. */
  private Column[] ofPurchases() {
    Column leaf = Classification.LEAF.col();
    return new Column[] {
      flip(
          9,
          leaf.equalTo("prospect"),
          lit("non_repeat"),
          UserFeatures.PURCHASE_DAYS,
          lit(1),
          lit(1)),
      flip(
          10,
          leaf.equalTo("non_repeat"),
          classes.repeatType(),
          UserFeatures.PURCHASE_DAYS,
          classes.repeat().daysToRepeat(),
          lit(1))
    };
  }

  private Column[] ofDistribution() {
    DistributorRule rule = classes.distributor();
    Hysteresis flag = classes.distributorFlag();
    Column mayDistribute = isRepeatKind().and(not(isDistributor()));
    Column nights = flag.nightsToEnter(lit(1d));
    return new Column[] {
      flip(
          11,
          isDistributor(),
          classes.repeatTypeWithoutDistribution(),
          Inviters.BUYING_INVITEES_180D,
          negate(rule.inviteesTooMany()),
          flag.nightsToLeave(lit(0d))),
      flip(
          12,
          mayDistribute,
          lit("distributor"),
          Inviters.BUYING_INVITEES_180D,
          rule.inviteesMissing(),
          nights),
      flip(
          13,
          mayDistribute,
          lit("distributor"),
          Inviters.BUYING_MONTHS_180D,
          rule.monthsMissing(),
          nights)
    };
  }

  private Column[] ofSpreading() {
    SpreaderRule rule = classes.spreader();
    Hysteresis flag = classes.spreaderFlag();
    return new Column[] {
      flip(
          14,
          isQuiet(),
          lit("spreader"),
          Inviters.QUALIFIED_INVITEES_180D,
          rule.inviteesMissing(),
          flag.nightsToEnter(lit(1d))),
      flip(
          15,
          isQuiet(),
          lit("spreader"),
          UserFeatures.SHARES_90D,
          lit(1),
          flag.nightsToEnter(P_AFTER_SHARE.col())),
      flip(
          16,
          isQuiet().and(Classification.LEAF.col().equalTo("unknown")),
          lit("fan"),
          UserFeatures.EXPOSURE_WEEKS_90D,
          classes.fan().weeksMissing(),
          lit(1)),
      flip(
          17,
          isSpreader(),
          classes.quietType(),
          Inviters.QUALIFIED_INVITEES_180D,
          negate(rule.inviteesTooMany()),
          when(P_BY_SHARES.col().isNull(), lit(1L))
              .otherwise(flag.nightsToLeave(P_BY_SHARES.col()))),
      flip(
          18,
          isSpreader(),
          classes.quietType(),
          UserFeatures.SHARES_90D,
          negate(SHARES_TOO_MANY.col()),
          flag.nightsToLeave(rule.probabilityWithout(SHARES_TOO_MANY.col())))
    };
  }

  private static Column flip(
      int precedence, Column isPossible, Column leaf, Field measure, Column change, Column nights) {
    Column isKnown = change.isNotNull().and(nights.isNotNull());
    return when(
        coalesce(isPossible.and(isKnown), lit(false)),
        struct(
            DISTANCE.is(abs(change)),
            ORDER.is(lit(precedence)),
            UserSegments.FLIP_TO.is(leaf),
            UserSegments.FLIP_RULE.is(lit(measure.name())),
            UserSegments.FLIP_BY.is(change),
            UserSegments.FLIP_NIGHTS.is(nights)));
  }

  private static Column isProblem() {
    return Classification.LEAF.col().equalTo("problem");
  }

  private static Column isDistributor() {
    return Classification.LEAF.col().equalTo("distributor");
  }

  private static Column isSpreader() {
    return Classification.LEAF.col().equalTo("spreader");
  }

  private static Column isRepeatKind() {
    return UserSegments.REPEAT_TYPE.col().isNotNull();
  }

  /** Repeat users who neither distribute nor spread. */
  private static Column isQuiet() {
    return isRepeatKind().and(not(isDistributor())).and(not(isSpreader()));
  }
}
