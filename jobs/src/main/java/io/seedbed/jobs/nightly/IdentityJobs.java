package io.seedbed.jobs.nightly;

import io.seedbed.features.identity.ClaimedLinks;
import io.seedbed.features.identity.Components;
import io.seedbed.features.identity.IdentityClaims;
import io.seedbed.features.identity.IdentityLinks;
import io.seedbed.features.identity.IdentityReviews;
import io.seedbed.features.identity.IdentityRule;
import io.seedbed.features.identity.IdentityRules;
import io.seedbed.features.identity.RankLinks;
import io.seedbed.features.source.LandedChatMessages;
import io.seedbed.features.source.LandedIdentities;
import io.seedbed.features.source.LandedOrders;
import io.seedbed.features.table.Difference;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.Days;
import io.seedbed.jobs.config.Settings;
import io.seedbed.jobs.run.Inputs;
import io.seedbed.jobs.run.Job;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Which ids are one customer, and whose history that restates. */
public final class IdentityJobs {

  /** A chain of ids is halved in a round or two; far more ids than one customer may have. */
  private static final int MOST_ROUNDS = 60;

  /** The jobs. */
  public static List<Job> list(Settings settings) {
    IdentityRules rules = settings.identities();
    boolean hasClaims =
        rules.rule() == IdentityRule.BY_CLAIMS
            && settings.sources().containsKey(LandedIdentities.CONTRACT.name());
    if (hasClaims) {
      return List.of(byClaims(settings), reviews(rules));
    }
    return List.of(
        rules.rule() == IdentityRule.BY_RANK ? byRank() : none(IdentityLinks.TABLE),
        none(IdentityReviews.TABLE));
  }

  /** What no row of a source can change. */
  private static Job none(Table table) {
    return Job.Build.of(table, List.of(), in -> in.none(table));
  }

  private static Job byRank() {
    return Job.Build.of(
        IdentityLinks.TABLE,
        List.of(LandedOrders.TABLE, LandedChatMessages.TABLE),
        in ->
            RankLinks.from(
                in.read(LandedOrders.TABLE), in.read(LandedChatMessages.TABLE), in.runDate()));
  }

  private static Job byClaims(Settings settings) {
    IdentityRules rules = settings.identities();
    List<LandingJobs.Source> told =
        LandingJobs.sources(settings.ingest()).stream()
            .filter(source -> !source.table().equals(LandedIdentities.TABLE))
            .toList();
    List<Table> reads =
        Stream.concat(
                Stream.of(LandedIdentities.TABLE), told.stream().map(LandingJobs.Source::table))
            .toList();
    return Job.Build.of(
            IdentityLinks.TABLE,
            reads,
            in -> {
              Dataset<Row> claims =
                  in.kept(
                      IdentityClaims.from(in.read(LandedIdentities.TABLE), in.runDate(), rules));
              Dataset<Row> customers =
                  in.settled(
                      ClaimedLinks.start(claims, rules), Components::contracted, MOST_ROUNDS);
              return ClaimedLinks.from(claims, customers, rules);
            })
        .restating((in, before, after) -> restated(in, told, before, after));
  }

  private static Job reviews(IdentityRules rules) {
    return Job.Build.of(
        IdentityReviews.TABLE,
        List.of(LandedIdentities.TABLE, IdentityLinks.TABLE),
        in ->
            IdentityReviews.from(
                in.read(LandedIdentities.TABLE),
                in.read(IdentityLinks.TABLE),
                in.runDate(),
                rules));
  }

  /** The days of rows that name an id which now stands for another customer. */
  private static Days restated(
      Inputs in, List<LandingJobs.Source> told, Dataset<Row> before, Dataset<Row> after) {
    Dataset<Row> moved =
        in.kept(
            Difference.between(before, after, IdentityLinks.TABLE.columns())
                .select(IdentityLinks.SOURCE_USER_ID.col())
                .distinct());
    if (in.onDriver(moved.limit(1)).isEmpty()) {
      return Days.NONE;
    }
    return told.stream()
        .map(source -> in.collected(restated(in, source, moved, before, after)))
        .reduce(Days.NONE, Days::and);
  }

  private static Dataset<Row> restated(
      Inputs in,
      LandingJobs.Source source,
      Dataset<Row> moved,
      Dataset<Row> before,
      Dataset<Row> after) {
    Dataset<Row> landed = in.read(source.table());
    Dataset<Row> concerned =
        source.contract().customers().stream()
            .map(customer -> naming(landed, customer.id(), moved))
            .reduce(Dataset::unionByName)
            .orElseThrow();
    return source.differences(
        in.runDate(),
        IdentityLinks.resolved(concerned, before, source.contract()),
        IdentityLinks.resolved(concerned, after, source.contract()));
  }

  private static Dataset<Row> naming(Dataset<Row> landed, Field customer, Dataset<Row> moved) {
    return landed.join(
        moved, customer.col().equalTo(IdentityLinks.SOURCE_USER_ID.col()), "left_semi");
  }

  private IdentityJobs() {}
}
