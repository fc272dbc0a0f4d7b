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
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What everybody but the running job reads: the tables of one publication, at the versions it
 * names.
 */
public final class PublishedTables implements TableReader {

  private final DeltaTables tables;
  private final Published published;
  private final Map<String, Job.View> views;

  private PublishedTables(DeltaTables tables, Published published, List<Job> jobs) {
    this.tables = tables;
    this.published = published;
    this.views =
        jobs.stream()
            .filter(Job.View.class::isInstance)
            .map(Job.View.class::cast)
            .collect(Collectors.toMap(Job.View::name, Function.identity()));
  }

  /**
   * The tables of a publication.
   *
   * @param jobs the night's jobs, for the views among them
   */
  public static PublishedTables of(
      SparkSession session, Warehouse warehouse, Published published, List<Job> jobs) {
    return new PublishedTables(new DeltaTables(session, warehouse), published, jobs);
  }

  /** The latest publication of a date, or of the latest date where none is asked for. */
  public static Optional<PublishedTables> latest(
      SparkSession session, Warehouse warehouse, Optional<LocalDate> runDate, List<Job> jobs) {
    return first(
            session,
            warehouse,
            rows ->
                runDate
                    .map(day -> rows.where(Publication.RUN_DATE.col().equalTo(day)))
                    .orElse(rows),
            Publication.RUN_DATE.col().desc())
        .map(published -> of(session, warehouse, published, jobs));
  }

  /** The publication made last, of whatever date. */
  static Optional<Published> newest(SparkSession session, Warehouse warehouse) {
    return first(session, warehouse, rows -> rows, Publication.PUBLISHED_AT.col().desc());
  }

  private static Optional<Published> first(
      SparkSession session,
      Warehouse warehouse,
      UnaryOperator<Dataset<Row>> among,
      Column inOrder) {
    if (!exists(warehouse)) {
      return Optional.empty();
    }
    Dataset<Row> rows = session.read().format("delta").load(warehouse.publication().toString());
    return among
        .apply(rows)
        .orderBy(inOrder, Publication.PUBLISHED_AT.col().desc(), Publication.RUN_ID.col().desc())
        .limit(1)
        .select(
            date_format(Publication.RUN_DATE.col(), "yyyy-MM-dd"),
            Publication.RUN_ID.col(),
            unix_micros(Publication.PUBLISHED_AT.col()),
            Publication.VERSIONS.col(),
            Publication.LOGIC.col(),
            Publication.CONFIG_HASH.col())
        .collectAsList()
        .stream()
        .findFirst()
        .map(PublishedTables::published);
  }

  /** The publication. */
  public Published published() {
    return published;
  }

  /** Whether the publication has the table; it has not where its source was not configured. */
  public boolean has(Table table) {
    Job.View view = views.get(table.name());
    return view == null
        ? published.versions().containsKey(table.name())
        : view.reads().stream().anyMatch(this::has);
  }

  /** The rows of the publication's date; empty where the publication has no such table. */
  @Override
  public Dataset<Row> read(Table table) {
    Job.View view = views.get(table.name());
    if (view != null) {
      return view.from().apply(this);
    }
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
        row.getString(4),
        row.getString(5));
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
