package io.seedbed.jobs.ingest;

import io.seedbed.features.source.SourceAccounting;
import io.seedbed.features.source.SourceDays;
import io.seedbed.features.source.SourceException;
import io.seedbed.features.table.Field;
import io.seedbed.jobs.config.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * Stops a run of whose sources too much was rejected.
 *
 * <p>Of files that several sources read, nobody knows whose an unreadable row is, so that each of
 * them counts it. The source that read most of them is judged as it is; for the others, which may
 * take few of the readable rows, the unreadable ones are a share of the rows that it read, and the
 * readable ones a share of their own.
 *
 * @param most the greatest share that may be rejected
 * @param filesBySource the paths and globs that each source is configured with
 */
public record RejectedShare(double most, Map<String, Set<String>> filesBySource) {

  public RejectedShare {
    filesBySource = Map.copyOf(filesBySource);
  }

  /** What may be rejected of sources that are configured so. */
  public static RejectedShare of(double most, Map<String, Settings.Source> sources) {
    return new RejectedShare(
        most,
        sources.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, source -> Set.copyOf(source.getValue().files()))));
  }

  /**
   * Passes the accounts on.
   *
   * @throws SourceException naming each source of which more than the share was rejected
   */
  public List<Row> check(List<Row> accounts) {
    List<String> problems = problems(accounts);
    if (!problems.isEmpty()) {
      throw new SourceException(
          "More than %s of the rows were rejected of %s. tables/rejected_rows in the warehouse has each with its position, reason and value. Correct the source or its preset, or raise ingest.max-rejected-share."
              .formatted(percent(most), String.join(", ", problems)));
    }
    return accounts;
  }

  /** The sources of which more than the share was rejected, with how much of what; sorted. */
  public List<String> problems(List<Row> accounts) {
    return accounts.stream()
        .filter(account -> isOf(SourceAccounting.ALL, account))
        .flatMap(whole -> problems(whole, accounts))
        .sorted()
        .toList();
  }

  private Stream<String> problems(Row whole, List<Row> accounts) {
    long read = count(SourceAccounting.READ, whole);
    long rejected = count(SourceAccounting.REJECTED, whole);
    long mostRead = mostReadOfTheFilesOf(whole, accounts);
    if (read == mostRead) {
      return problem(whole, rejected, read, "rows").stream();
    }
    long unreadable =
        accounts.stream()
            .filter(account -> isOf(SourceDays.UNREADABLE, account))
            .filter(account -> source(account).equals(source(whole)))
            .mapToLong(account -> count(SourceAccounting.REJECTED, account))
            .sum();
    return Stream.of(
            problem(whole, unreadable, mostRead, "rows of its files, unreadable"),
            problem(whole, rejected - unreadable, read - unreadable, "readable rows"))
        .flatMap(Optional::stream);
  }

  private Optional<String> problem(Row whole, long rejected, long of, String what) {
    return rejected <= most * of
        ? Optional.empty()
        : Optional.of(
            "%s: %d of %d %s (%s)"
                .formatted(source(whole), rejected, of, what, percent((double) rejected / of)));
  }

  private long mostReadOfTheFilesOf(Row whole, List<Row> accounts) {
    return accounts.stream()
        .filter(account -> isOf(SourceAccounting.ALL, account))
        .filter(account -> files(account).equals(files(whole)))
        .mapToLong(account -> count(SourceAccounting.READ, account))
        .max()
        .orElseThrow();
  }

  /** A source that is not configured shares its files with nobody. */
  private Set<String> files(Row account) {
    return filesBySource.getOrDefault(source(account), Set.of(source(account)));
  }

  private static boolean isOf(String kind, Row account) {
    return kind.equals(account.getAs(SourceAccounting.KIND.name()));
  }

  private static String source(Row account) {
    return account.getAs(SourceAccounting.SOURCE.name());
  }

  private static long count(Field field, Row account) {
    return account.getAs(field.name());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
