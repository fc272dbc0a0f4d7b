package io.seedbed.jobs.ingest;

import io.seedbed.features.source.SourceAccounting;
import io.seedbed.features.source.SourceException;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;

/** Stops a run of whose sources too much was rejected. */
public final class RejectedShare {

  /**
   * Passes the accounts on.
   *
   * @throws SourceException naming each source of which more than the share was rejected
   */
  public static List<Row> check(List<Row> accounts, double maxShare) {
    List<String> problems =
        accounts.stream()
            .filter(
                account ->
                    SourceAccounting.ALL.equals(account.getAs(SourceAccounting.KIND.name()))
                        && rejected(account) > maxShare * read(account))
            .map(
                account ->
                    "%s: %d of %d rows (%s)"
                        .formatted(
                            account.getAs(SourceAccounting.SOURCE.name()),
                            rejected(account),
                            read(account),
                            percent((double) rejected(account) / read(account))))
            .sorted()
            .toList();
    if (!problems.isEmpty()) {
      throw new SourceException(
          "More than %s of the rows were rejected of %s. tables/rejected_rows in the warehouse has each with its position, reason and value. Correct the source or its preset, or raise ingest.max-rejected-share."
              .formatted(percent(maxShare), String.join(", ", problems)));
    }
    return accounts;
  }

  private static long rejected(Row account) {
    return account.getAs(SourceAccounting.REJECTED.name());
  }

  private static long read(Row account) {
    return account.getAs(SourceAccounting.READ.name());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private RejectedShare() {}
}
