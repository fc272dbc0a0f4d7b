package io.seedbed.jobs.bench;

import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.octet_length;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_micros;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * Reads every column of every file in Spark and does as little with it as makes sure that it was
 * read: lengths of text and amounts are summed, instants and flags put together bit by bit.
 */
final class SparkScan {

  static void run(SparkSession session, List<Path> folders) {
    for (Path folder : folders) {
      Dataset<Row> rows = session.read().parquet(folder.toString());
      Column[] touched =
          Stream.of(rows.schema().fields()).map(SparkScan::touched).toArray(Column[]::new);
      rows.groupBy().agg(touched[0], touched).write().format("noop").mode("overwrite").save();
    }
  }

  private static Column touched(StructField field) {
    Column value = functions.col(field.name());
    DataType type = field.dataType();
    if (type.equals(DataTypes.StringType)) {
      return sum(octet_length(value)).as(field.name());
    }
    if (type.equals(DataTypes.TimestampType)) {
      return bit_xor(unix_micros(value)).as(field.name());
    }
    if (type.equals(DataTypes.BooleanType)) {
      return bit_xor(value.cast(DataTypes.IntegerType)).as(field.name());
    }
    return sum(value).as(field.name());
  }

  private SparkScan() {}
}
