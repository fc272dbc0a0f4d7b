package io.seedbed.jobs.ingest;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.seedbed.features.source.LandedFiles;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * What came of a source since it was landed last.
 *
 * @param fresh files that are new, or other than they were
 * @param withdrawn names of files whose landed rows no longer count: they are gone, or other now
 */
public record Delivery(List<SourceFile> fresh, Set<String> withdrawn) {

  /**
   * Rows of {@link LandedFiles} for the files there are now. A file of the size and time that it
   * had is taken for the same unread; one with another time but the same fingerprint, as after a
   * copy, is the same too.
   *
   * @param before rows of the table as it was
   */
  public static List<Row> landed(
      List<Row> before,
      String source,
      Collection<SourceFile> files,
      Instant at,
      Configuration hadoop) {
    Map<String, Row> known =
        of(before, source).collect(toMap(row -> row.getAs(LandedFiles.FILE.name()), identity()));
    return files.stream()
        .map(file -> landed(source, file, known.get(file.name()), at, hadoop))
        .toList();
  }

  /** The difference between the files landed before and the files there are now. */
  public static Delivery between(
      List<Row> before, List<Row> now, String source, Collection<SourceFile> files) {
    Map<String, String> landed = fingerprints(before, source);
    Map<String, String> there = fingerprints(now, source);
    Set<String> withdrawn =
        landed.entrySet().stream()
            .filter(file -> !file.getValue().equals(there.get(file.getKey())))
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(TreeSet::new));
    List<SourceFile> fresh =
        files.stream()
            .filter(file -> !there.get(file.name()).equals(landed.get(file.name())))
            .toList();
    return new Delivery(fresh, withdrawn);
  }

  /** This delivery, and files that are to be landed again though they have not changed. */
  public Delivery again(Collection<String> names, Collection<SourceFile> files) {
    Set<String> allWithdrawn = new TreeSet<>(withdrawn);
    allWithdrawn.addAll(names);
    List<SourceFile> allFresh =
        files.stream().filter(file -> fresh.contains(file) || names.contains(file.name())).toList();
    return new Delivery(allFresh, allWithdrawn);
  }

  /** Whether there is nothing to land. */
  public boolean isEmpty() {
    return fresh.isEmpty() && withdrawn.isEmpty();
  }

  private static Row landed(
      String source, SourceFile file, Row before, Instant at, Configuration hadoop) {
    boolean isUntouched =
        before != null
            && before.<Long>getAs(LandedFiles.BYTES.name()) == file.bytes()
            && before
                .<Timestamp>getAs(LandedFiles.MODIFIED_AT.name())
                .toInstant()
                .equals(file.modifiedAt());
    String fingerprint =
        isUntouched ? before.getAs(LandedFiles.FINGERPRINT.name()) : file.fingerprint(hadoop);
    boolean isSame =
        before != null && fingerprint.equals(before.getAs(LandedFiles.FINGERPRINT.name()));
    return RowFactory.create(
        source,
        file.name(),
        file.path().toString(),
        file.bytes(),
        Timestamp.from(file.modifiedAt()),
        fingerprint,
        isSame ? before.getAs(LandedFiles.INGESTED_AT.name()) : Timestamp.from(at));
  }

  private static Stream<Row> of(List<Row> rows, String source) {
    return rows.stream().filter(row -> source.equals(row.getAs(LandedFiles.SOURCE.name())));
  }

  private static Map<String, String> fingerprints(List<Row> rows, String source) {
    return of(rows, source)
        .collect(
            toMap(
                row -> row.getAs(LandedFiles.FILE.name()),
                row -> row.getAs(LandedFiles.FINGERPRINT.name())));
  }
}
