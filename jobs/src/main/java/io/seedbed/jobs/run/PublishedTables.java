package io.seedbed.jobs.run;

import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.unix_micros;

import io.seedbed.features.table.Table;
import io.seedbed.jobs.warehouse.DeltaTables;
import io.seedbed.jobs.warehouse.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What everybody but the running job reads: the tables of one publication, at the versions it
 * names.
 */
public final class PublishedTables {

  private final DeltaTables tables;
  private final Published published;

  private PublishedTables(DeltaTables tables, Published published) {
    this.tables = tables;
    this.published = published;
  }

  /** The tables of a publication. */
  public static PublishedTables of(SparkSession session, Warehouse warehouse, Published published) {
    return new PublishedTables(new DeltaTables(session, warehouse), published);
  }

  /** The latest publication of a date, or of the latest date where none is asked for. */
  public static Optional<PublishedTables> latest(
      SparkSession session, Warehouse warehouse, Optional<LocalDate> runDate) {
    if (!exists(warehouse)) {
      return Optional.empty();
    }
    Dataset<Row> rows = session.read().format("delta").load(warehouse.publication().toString());
    Dataset<Row> ofDate =
        runDate.map(day -> rows.where(Publication.RUN_DATE.col().equalTo(day))).orElse(rows);
    List<Row> newest =
        ofDate
            .orderBy(
                Publication.RUN_DATE.col().desc(),
                Publication.PUBLISHED_AT.col().desc(),
                Publication.RUN_ID.col().desc())
            .limit(1)
            .select(
                date_format(Publication.RUN_DATE.col(), "yyyy-MM-dd"),
                Publication.RUN_ID.col(),
                unix_micros(Publication.PUBLISHED_AT.col()),
                Publication.VERSIONS.col(),
                Publication.CONFIG_HASH.col())
            .collectAsList();
    return newest.stream().findFirst().map(row -> of(session, warehouse, published(row)));
  }

  /** The publication. */
  public Published published() {
    return published;
  }

  /** Whether the publication has the table; it has not where its source was not configured. */
  public boolean has(Table table) {
    return published.versions().containsKey(table.name());
  }

  /** The rows of the publication's date; empty where the publication has no such table. */
  public Dataset<Row> read(Table table) {
    Long version = published.versions().get(table.name());
    return version == null ? tables.empty(table) : tables.read(table, version, published.runDate());
  }

  /** The effective configuration of the run that published, as JSON. */
  public String configuration() {
    return tables
        .readAll(RunLedger.TABLE)
        .where(RunLedger.RUN_ID.col().equalTo(published.runId()))
        .select(RunLedger.CONFIG_JSON.col())
        .head()
        .getString(0);
  }

  private static Published published(Row row) {
    return new Published(
        LocalDate.parse(row.getString(0)),
        row.getString(1),
        Instant.EPOCH.plus(row.getLong(2), ChronoUnit.MICROS),
        row.getJavaMap(3),
        row.getString(4));
  }

  private static boolean exists(Warehouse warehouse) {
    try {
      return warehouse.files().exists(new Path(warehouse.publication(), "_delta_log"));
    } catch (IOException failed) {
      throw new UncheckedIOException(
          "Cannot look for publications in %s".formatted(warehouse.root()), failed);
    }
  }
}
