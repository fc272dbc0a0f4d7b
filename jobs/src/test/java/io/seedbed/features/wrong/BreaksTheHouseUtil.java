package io.seedbed.features.wrong;

import static org.apache.spark.sql.functions.current_date;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.udf;

import io.seedbed.jobs.run.Job;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF0;
import org.apache.spark.sql.types.DataTypes;

/** Does everything a feature must not. */
public final class BreaksTheHouseUtil {

  /** The wrong direction. */
  public static String name(Job job) {
    return job.name();
  }

  /** A file, and the clock. */
  public static boolean isThere() {
    return Files.exists(Path.of("clock" + Instant.now()));
  }

  /** A query, a write, a UDF, SQL text and today's date. */
  public static long looks(Dataset<Row> rows) {
    rows.select(current_date(), expr("1 + 1")).write().save();
    rows.select(udf((UDF0<Integer>) () -> 1, DataTypes.IntegerType).apply());
    return rows.count();
  }

  private BreaksTheHouseUtil() {}
}
