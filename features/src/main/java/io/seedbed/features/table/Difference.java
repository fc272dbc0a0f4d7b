package io.seedbed.features.table;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What two states of a table do not share. Rows before and now are added up with opposite signs, so
 * that what is the same in both cancels out, however often it stands in them.
 */
public final class Difference {

  private static final Field COPIES =
      Field.count("_copies", "rows", "Copies now less copies before", "新旧之差");

  /** The compared columns of rows that stand more often in one state than in the other. */
  public static Dataset<Row> between(Dataset<Row> before, Dataset<Row> now, Column... compared) {
    return now.select(compared)
        .withColumn(COPIES.name(), lit(1))
        .unionByName(before.select(compared).withColumn(COPIES.name(), lit(-1)))
        .groupBy(compared)
        .agg(COPIES.is(sum(COPIES.col())))
        .where(COPIES.col().notEqual(0))
        .drop(COPIES.name());
  }

  private Difference() {}
}
