package io.seedbed.models.seeds;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.median;
import static org.apache.spark.sql.functions.rank;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.table.Field;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;

/**
 * One of the five criteria: what is measured, its percentile among the candidates and what it adds
 * to the score.
 *
 * @param weight its exponent while every criterion has its input
 */
record Criterion(Field raw, Field percentile, Field contribution, double weight) {

  /** The criteria in the order in which they are added up. */
  static List<Criterion> all(SeedRules rules) {
    SeedRules.Weights weights = rules.weights();
    return List.of(
        new Criterion(
            SeedScores.MATURITY_RAW,
            SeedScores.MATURITY,
            SeedScores.MATURITY_CONTRIBUTION,
            weights.maturity()),
        new Criterion(
            SeedScores.SOUNDNESS_RAW,
            SeedScores.SOUNDNESS,
            SeedScores.SOUNDNESS_CONTRIBUTION,
            weights.soundness()),
        new Criterion(
            SeedScores.WEIGHT_RAW,
            SeedScores.WEIGHT,
            SeedScores.WEIGHT_CONTRIBUTION,
            weights.weight()),
        new Criterion(
            SeedScores.GERMINATION_RAW,
            SeedScores.GERMINATION,
            SeedScores.GERMINATION_CONTRIBUTION,
            weights.germination()),
        new Criterion(
            SeedScores.PURITY_RAW,
            SeedScores.PURITY,
            SeedScores.PURITY_CONTRIBUTION,
            weights.purity()));
  }

  /**
   * Twice the mid-rank, 2·less + equal: a whole number, so that products and comparisons of ranks
   * are exact. Null where the value is.
   */
  static Column doubledMidRank(Column value, Column... pool) {
    Column less = rank().over(Window.partitionBy(pool).orderBy(value.asc_nulls_last())).minus(1);
    Column equal = count(value).over(Window.partitionBy(append(pool, value)));
    return when(value.isNotNull(), less.multiply(2).plus(equal).cast(DataTypes.LongType));
  }

  /** The mid-rank percentile (less + ½ equal)/n among the pool's values, no less than a floor. */
  Column ranked(double floor, Column... pool) {
    Column values = count(raw.col()).over(Window.partitionBy(pool)).cast(DataTypes.DoubleType);
    Column doubled = doubledMidRank(raw.col(), pool).cast(DataTypes.DoubleType);
    return when(
        raw.col().isNotNull(), greatest(lit(floor), doubled.divide(values.multiply(lit(2d)))));
  }

  /** Its exponent where it has been measured, else nothing. */
  Column effectiveWeight() {
    return when(percentile.col().isNotNull(), lit(weight)).otherwise(lit(0d));
  }

  /** Its part of the logarithm of the score; nothing where it has not been measured. */
  Column logPart(Column totalWeight) {
    return when(
            percentile.col().isNotNull(),
            lit(weight).divide(totalWeight).multiply(log(percentile.col())))
        .otherwise(lit(0d));
  }

  /** How far it lifts the user above the median candidate: w (ln s − ln median). */
  Column lift(Column totalWeight, WindowSpec pool) {
    Column aboveMedian = log(percentile.col()).minus(log(median(percentile.col()).over(pool)));
    return lit(weight).divide(totalWeight).multiply(aboveMedian);
  }

  private static Column[] append(Column[] columns, Column last) {
    Column[] all = java.util.Arrays.copyOf(columns, columns.length + 1);
    all[columns.length] = last;
    return all;
  }
}
