package io.seedbed.jobs.run;

import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_micros;

import io.seedbed.jobs.warehouse.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What a warehouse has published, and which dates follow which. */
public final class Publications {

  private static final Comparator<Published> OLDEST_FIRST =
      Comparator.comparing(Published::at).thenComparing(Published::runId);

  private final List<Published> inOrder;
  private final NavigableMap<LocalDate, Published> byDate = new TreeMap<>();

  private Publications(List<Published> inOrder) {
    this.inOrder = inOrder;
    inOrder.forEach(published -> byDate.put(published.runDate(), published));
  }

  /** All publications of a warehouse; none where nothing was published yet. */
  public static Publications of(SparkSession session, Warehouse warehouse) {
    if (!exists(warehouse)) {
      return new Publications(List.of());
    }
    Dataset<Row> rows = session.read().format("delta").load(warehouse.publication().toString());
    boolean isFollowing = Stream.of(rows.columns()).anyMatch(Publication.FOLLOWS.name()::equals);
    Column follows = isFollowing ? Publication.FOLLOWS.col() : lit(null).cast("string");
    return new Publications(
        rows
            .select(
                date_format(Publication.RUN_DATE.col(), "yyyy-MM-dd"),
                Publication.RUN_ID.col(),
                unix_micros(Publication.PUBLISHED_AT.col()),
                Publication.VERSIONS.col(),
                Publication.LOGIC.col(),
                Publication.CONFIG_HASH.col(),
                follows)
            .collectAsList()
            .stream()
            .map(Publications::published)
            .sorted(OLDEST_FIRST)
            .toList());
  }

  /** What stood published at an instant, that instant included. */
  public Publications knownAt(Instant instant) {
    return new Publications(
        inOrder.stream().filter(published -> !published.at().isAfter(instant)).toList());
  }

  /** The publication made last, of whatever date. */
  Optional<Published> newest() {
    return inOrder.isEmpty() ? Optional.empty() : Optional.of(inOrder.get(inOrder.size() - 1));
  }

  /** The latest publication of a date. */
  public Optional<Published> of(LocalDate date) {
    return Optional.ofNullable(byDate.get(date));
  }

  /** The latest publication of the latest date. */
  public Optional<Published> latest() {
    return Optional.ofNullable(byDate.lastEntry()).map(entry -> entry.getValue());
  }

  /**
   * Whether the files of a publication are still there: a run deletes those that were replaced more
   * than some days before it.
   */
  public boolean isKept(Published published, int historyDays) {
    Instant lastRun = newest().orElseThrow().at();
    return published.at().isAfter(lastRun.minus(historyDays, ChronoUnit.DAYS));
  }

  /** The dates between the last one published before a date and that date, in order. */
  public List<LocalDate> missingBefore(LocalDate date) {
    LocalDate last = byDate.lowerKey(date);
    return last == null ? List.of() : last.plusDays(1).datesUntil(date).toList();
  }

  /**
   * The dates after a date whose labels do not follow what is published of it by now, in order:
   * each was judged before the date, or one in between, was run again. Ends with the first date
   * that is not published.
   */
  public List<LocalDate> staleAfter(LocalDate date) {
    List<LocalDate> stale = new ArrayList<>();
    Published before = byDate.get(date);
    while (before != null) {
      Published next = byDate.get(before.runDate().plusDays(1));
      boolean isStale =
          next != null && (!stale.isEmpty() || !next.follows().equals(Optional.of(before.runId())));
      if (!isStale) {
        break;
      }
      stale.add(next.runDate());
      before = next;
    }
    return stale;
  }

  private static Published published(Row row) {
    return new Published(
        LocalDate.parse(row.getString(0)),
        row.getString(1),
        Instant.EPOCH.plus(row.getLong(2), ChronoUnit.MICROS),
        row.getJavaMap(3),
        row.getString(4),
        row.getString(5),
        Optional.ofNullable(row.getString(6)));
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
