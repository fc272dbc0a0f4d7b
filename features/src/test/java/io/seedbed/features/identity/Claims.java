package io.seedbed.features.identity;

import io.seedbed.features.source.LandedIdentities;
import io.seedbed.features.source.LandedRows;
import io.seedbed.features.table.Difference;
import io.seedbed.features.testing.Fixture;
import io.seedbed.features.testing.Spark;
import io.seedbed.features.time.RunDate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Claims written down one by one, and what they come to. */
final class Claims {

  static final RunDate MAY_DAY = new RunDate(LocalDate.parse("2026-05-01"), ZoneOffset.UTC);
  static final IdentityRules RULES =
      new IdentityRules(
          IdentityRule.BY_CLAIMS,
          List.of("unionid", "external_userid", "account"),
          List.of("phone"),
          3,
          5);

  private final Fixture rows =
      Fixture.of(
          LandedIdentities.TABLE,
          ZoneOffset.UTC,
          LandedRows.STATUS,
          LandedIdentities.ID.orNull(),
          LandedIdentities.ID_KIND.orNull(),
          LandedIdentities.SAME_AS.orNull(),
          LandedIdentities.SAME_AS_KIND.orNull(),
          LandedIdentities.LINKED_AT.orNull(),
          LandedIdentities.VALID_FROM,
          LandedIdentities.VALID_TO);

  /** "kind:id is kind:id", claimed before the run date and always valid. */
  Claims claim(String id, String sameAs) {
    return claim(id, sameAs, null, null);
  }

  Claims claim(String id, String sameAs, String from, String to) {
    return row("accepted", id, sameAs, "2026-04-01T00:00:00Z", from, to);
  }

  Claims row(String status, String id, String sameAs, String at, String from, String to) {
    rows.row(status, id(id), kind(id), id(sameAs), kind(sameAs), at, from, to);
    return this;
  }

  Dataset<Row> landed() {
    return Spark.interpreting()
        .createDataFrame(rows.dataset().collectAsList(), LandedIdentities.TABLE.schema());
  }

  Dataset<Row> links() {
    Dataset<Row> claims = IdentityClaims.from(landed(), MAY_DAY, RULES).localCheckpoint();
    return ClaimedLinks.from(claims, settled(ClaimedLinks.start(claims, RULES)), RULES)
        .localCheckpoint();
  }

  Dataset<Row> reviews() {
    return IdentityReviews.from(landed(), links(), MAY_DAY, RULES);
  }

  /** "id customer", and the days between which it holds where it does not always. */
  List<String> linkLines() {
    return links().collectAsList().stream()
        .map(
            row ->
                "%s %s%s"
                    .formatted(
                        row.getString(0),
                        row.getString(3),
                        stretch(row.getTimestamp(1).toInstant(), row.getTimestamp(2).toInstant())))
        .sorted()
        .toList();
  }

  List<String> reviewLines() {
    return reviews().collectAsList().stream()
        .map(
            row ->
                "%s is not %s: %s"
                    .formatted(
                        row.<String>getAs(IdentityReviews.ID.name()),
                        row.<String>getAs(IdentityReviews.SAME_AS.name()),
                        row.<String>getAs(IdentityReviews.REASON.name())))
        .sorted()
        .toList();
  }

  static Dataset<Row> settled(Dataset<Row> edges) {
    Dataset<Row> next = Components.contracted(edges).localCheckpoint();
    Column[] all = Stream.of(edges.columns()).map(functions::col).toArray(Column[]::new);
    return Difference.between(edges, next, all).isEmpty() ? next : settled(next);
  }

  private static String stretch(java.time.Instant from, java.time.Instant to) {
    return from.equals(IdentityLinks.ALWAYS) && to.equals(IdentityLinks.FOR_EVER)
        ? ""
        : " %s..%s".formatted(from.toString().substring(0, 10), to.toString().substring(0, 10));
  }

  private static String kind(String named) {
    return named.split(":", 2)[0];
  }

  private static String id(String named) {
    return named.split(":", 2)[1];
  }
}
