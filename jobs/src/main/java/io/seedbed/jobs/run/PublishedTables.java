package io.seedbed.jobs.run;

import io.seedbed.features.table.Table;
import io.seedbed.jobs.warehouse.DeltaTables;
import io.seedbed.jobs.warehouse.Warehouse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    Publications publications = Publications.of(session, warehouse);
    return (runDate.isPresent() ? publications.of(runDate.get()) : publications.latest())
        .map(published -> of(session, warehouse, published, jobs));
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
}
