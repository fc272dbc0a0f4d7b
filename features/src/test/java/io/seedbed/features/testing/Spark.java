package io.seedbed.features.testing;

import io.seedbed.features.table.Table;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** The one local session of a test fork: UTC, ANSI, two shuffle partitions, no UI, Delta on. */
public final class Spark {

  private static final SparkSession SESSION = open();

  /** The shared session. */
  public static SparkSession session() {
    return SESSION;
  }

  /** A session for whole nights on few rows, where compiling plans takes longer than they do. */
  public static SparkSession interpreting() {
    SparkSession session = SESSION.newSession();
    session.conf().set("spark.sql.codegen.wholeStage", "false");
    session.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    return session;
  }

  /** Rows of a declared table, values in declared order. */
  public static Dataset<Row> table(Table table, Object[]... rows) {
    return SESSION.createDataFrame(
        List.of(rows).stream().map(RowFactory::create).toList(), table.schema());
  }

  /** One row for {@link #table}. */
  public static Object[] row(Object... values) {
    return values;
  }

  private static SparkSession open() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("seedbed-tests")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.ansi.enabled", "true")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.constraintPropagation.enabled", "false")
        .config("spark.sql.codegen.cache.maxEntries", "2000")
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config(
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .config("spark.databricks.delta.snapshotPartitions", "1")
        .config("spark.databricks.delta.vacuum.logging.enabled", "false")
        .config("spark.sql.sources.parallelPartitionDiscovery.parallelism", "2")
        .config("spark.sql.warehouse.dir", "target/spark-warehouse")
        .getOrCreate();
  }

  private Spark() {}
}
