package io.seedbed.models.growth;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rand;

import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Ways to lay the same rows out that may not change a result. */
final class Laying {

  /** Shuffled into one partition, and shuffled into seven. */
  static List<UnaryOperator<Dataset<Row>>> ways() {
    return List.of(
        rows -> rows.orderBy(rand(11)).coalesce(1),
        rows -> rows.orderBy(rand(12)).repartition(7, lit(1).plus(rand(3))));
  }

  private Laying() {}
}
