package io.seedbed.jobs.cli;

import com.typesafe.config.ConfigFactory;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.jobs.config.RecordReader;
import io.seedbed.jobs.config.Settings;
import io.seedbed.jobs.run.JobFailure;
import io.seedbed.jobs.run.Published;
import io.seedbed.jobs.run.PublishedTables;
import io.seedbed.models.purchase.UserOutlook;
import io.seedbed.models.referral.Inviters;
import io.seedbed.models.roles.ChatRoles;
import io.seedbed.models.seeds.SeedScores;
import io.seedbed.models.segmentation.LabelEvidence;
import io.seedbed.models.segmentation.SegmentIntervals;
import io.seedbed.models.segmentation.UserSegments;
import io.seedbed.notebooks.Language;
import io.seedbed.notebooks.explain.Explanation;
import io.seedbed.notebooks.explain.Known;
import io.seedbed.notebooks.explain.LabelHistory;
import io.seedbed.notebooks.explain.Provenance;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/** Finds what is published about one user. */
record UserLookup(PublishedTables tables) {

  String explain(String userId, Language language) {
    Row segment =
        row(UserSegments.TABLE, UserSegments.USER_ID, userId)
            .orElseThrow(
                () ->
                    new JobFailure(
                        "Cannot explain %s: run %s of %s knows no such user. Check the id."
                            .formatted(
                                userId, tables.published().runId(), tables.published().runDate())));
    return new Explanation(
            segment,
            new Known(
                row(UserFeatures.TABLE, UserFeatures.USER_ID, userId),
                row(Inviters.TABLE, Inviters.USER_ID, userId),
                row(UserOutlook.TABLE, UserOutlook.USER_ID, userId),
                rows(ChatRoles.TABLE, userId, ChatRoles.GROUP_ID.col())),
            rows(SegmentIntervals.TABLE, userId, SegmentIntervals.FROM_DAY.col().desc()),
            rows(LabelEvidence.TABLE, userId, LabelEvidence.PLACE.col()),
            row(SeedScores.TABLE, SeedScores.USER_ID, userId),
            provenance())
        .in(language);
  }

  /** What the history of labels says of a day of which nothing else is kept. */
  String label(String userId, LocalDate day, Language language) {
    List<Row> intervals =
        rows(SegmentIntervals.TABLE, userId, SegmentIntervals.FROM_DAY.col().desc());
    return new LabelHistory(intervals, language)
        .on(day)
        .map(
            sentence ->
                sentence
                    + language
                        .choose(
                            "%nThat night's tables are no longer kept; this is the history in run %s.%n",
                            "%n该日各表已不再保留；以上为运行 %s 中的变迁历史。%n")
                        .formatted(tables.published().runId()))
        .orElseThrow(
            () ->
                new JobFailure(
                    "Cannot explain %s: run %s knows of no label on %s. Check the id and the date."
                        .formatted(userId, tables.published().runId(), day)));
  }

  private List<Row> rows(Table table, String userId, Column order) {
    return tables
        .read(table)
        .where(UserSegments.USER_ID.col().equalTo(userId))
        .orderBy(order)
        .collectAsList();
  }

  private Optional<Row> row(Table table, Field key, String userId) {
    List<Row> rows = tables.read(table).where(key.col().equalTo(userId)).limit(1).collectAsList();
    return rows.stream().findFirst();
  }

  /** The currency is the run's, whatever the configuration says by now. */
  private Provenance provenance() {
    Published published = tables.published();
    Settings.Shop shop =
        RecordReader.read(
            ConfigFactory.parseString(tables.configuration()).getConfig("shop"),
            Settings.Shop.class);
    return new Provenance(
        published.runId(),
        published.runDate(),
        published.configHash(),
        shop.currency(),
        shop.minorDigits());
  }
}
