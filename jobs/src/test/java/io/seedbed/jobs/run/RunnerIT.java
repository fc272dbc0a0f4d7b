package io.seedbed.jobs.run;

import static io.seedbed.features.testing.Spark.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seedbed.features.testing.Spark;
import io.seedbed.features.time.RunDate;
import io.seedbed.jobs.ingest.SourceFile;
import io.seedbed.jobs.ingest.Sources;
import io.seedbed.jobs.warehouse.DateLock;
import io.seedbed.jobs.warehouse.LockHeld;
import io.seedbed.jobs.warehouse.LockHolder;
import io.seedbed.jobs.warehouse.Warehouse;
import io.seedbed.models.fit.FittedModel;
import io.seedbed.models.fit.FittedParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerIT {

  @TempDir private Path folder;
  private Warehouse warehouse;
  private Instant now = Instant.parse("2026-06-01T00:00:00Z");

  @BeforeEach
  void openWarehouse() {
    warehouse =
        Warehouse.at(folder.toString(), Spark.session().sparkContext().hadoopConfiguration());
  }

  @Test
  void aRunPublishesWhatItsJobsWrote() {
    Published published = run(Toys.daily(), Toys.toys(row("a", "red"), row("b", null)));

    PublishedTables tables = latest();
    assertThat(tables.published()).isEqualTo(published);
    assertThat(tables.read(Toys.DAILY).collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("a", "b");
    Row ledger = ledger().first();
    assertThat(ledger.<String>getAs("status")).isEqualTo("published");
    assertThat(ledger.<String>getAs("config_json")).contains("\"currency\":\"CNY\"");
    assertThat(ledger.<Row>getList(ledger.fieldIndex("steps")))
        .extracting(step -> step.getString(0), step -> step.getLong(2))
        .containsExactly(
            org.assertj.core.api.Assertions.tuple("capability_manifest", 0L),
            org.assertj.core.api.Assertions.tuple("toys", 2L),
            org.assertj.core.api.Assertions.tuple("daily_toys", 2L));
    assertThat(folder.resolve("runs/" + published.runId() + "/effective.conf"))
        .content(StandardCharsets.UTF_8)
        .contains("currency=CNY");
    assertThat(folder.resolve("locks/2026-05-31")).doesNotExist();
  }

  @Test
  void aRerunChangesNothingAndAnotherDateKeepsItsRows() {
    run(Toys.daily(), Toys.toys(row("a", "red"), row("b", null)));
    List<String> first = latest().read(Toys.DAILY).toJSON().collectAsList();

    run(Toys.daily(), Toys.toys(row("a", "red"), row("b", null)));
    assertThat(latest().read(Toys.DAILY).toJSON().collectAsList())
        .containsExactlyInAnyOrderElementsOf(first);

    RunDate nextDay = Toys.DAY.on(Toys.DAY.day().plusDays(1));
    run(nextDay, "", Toys.daily(), Toys.toys(row("c", "blue")));
    assertThat(latest().published().runDate()).isEqualTo(nextDay.day());
    assertThat(latest().read(Toys.DAILY).count()).isEqualTo(1);
    PublishedTables before =
        PublishedTables.latest(Spark.session(), warehouse, Optional.of(Toys.DAY.day()), List.of())
            .get();
    assertThat(before.read(Toys.DAILY).toJSON().collectAsList())
        .containsExactlyInAnyOrderElementsOf(first);
    assertThat(before.read(Toys.TOYS).count()).isEqualTo(2);
  }

  @Test
  void aFailedRunIsRecordedAndLeavesTheLastPublication() {
    Published good = run(Toys.daily(), Toys.toys(row("a", "red")));

    assertThatThrownBy(() -> run(Toys.failing(), Toys.toys(row("z", "blue"))))
        .isInstanceOf(JobFailure.class)
        .hasMessage("Cannot run daily_toys: the shelf is empty. The log holds the whole trace.");

    assertThat(latest().published()).isEqualTo(good);
    assertThat(latest().read(Toys.TOYS).first().getString(0)).isEqualTo("a");
    Row failed = ledger().orderBy(RunLedger.STARTED_AT.col().desc()).first();
    assertThat(failed.<String>getAs("status")).isEqualTo("failed");
    assertThat(failed.<String>getAs("error")).contains("the shelf is empty");
    assertThat(failed.<Long>getAs("exit_code")).isEqualTo(1L);
    assertThat(folder.resolve("locks/2026-05-31")).doesNotExist();
  }

  @Test
  void anUndeclaredReadIsRefused() {
    Job peeking = Toys.build(Toys.DAILY, List.of(), inputs -> inputs.read(Toys.TOYS));

    assertThatThrownBy(() -> run(peeking, Toys.toys(row("a", "red"))))
        .isInstanceOf(JobFailure.class)
        .hasMessage(
            "Job daily_toys cannot read toys: it declares nothing of the kind. Add it to what the job declares.");
  }

  @Test
  void aRepeatedKeyAndAValueOutOfRangeFailTheRunWithExamples() {
    assertThatThrownBy(() -> run(Toys.toys(row("a", "red"), row("a", "blue"), row("b", "green"))))
        .isInstanceOf(JobFailure.class)
        .hasMessage(
            "Table toys breaks its declaration: key (id) repeats for 1 key, such as (id=a); "
                + "colour is none of [red, blue] in 1 rows, such as (id=b). "
                + "Fix what builds it or the declaration.");
    assertThat(PublishedTables.latest(Spark.session(), warehouse, Optional.empty(), List.of()))
        .isEmpty();
  }

  @Test
  void aNullWhereNoneMayBeFailsTheRun() {
    Job nullKey =
        Toys.build(
            Toys.TOYS,
            List.of(),
            inputs -> Spark.session().range(1).select(Toys.ID.isNull(), Toys.COLOUR.isNull()));

    assertThatThrownBy(() -> run(nullKey))
        .isInstanceOf(JobFailure.class)
        .hasMessageContaining("id is null in 1 rows, such as (id=null)");
  }

  @Test
  void aMissingColumnIsRefusedBeforeTheWrite() {
    assertThatThrownBy(() -> run(Toys.build(Toys.TOYS, List.of(), inputs -> Toys.withoutColour())))
        .isInstanceOf(JobFailure.class)
        .hasMessage(
            "Cannot write toys: missing colour STRING. Fix its from(...) or bump the contract.");
    assertThat(folder.resolve("tables/toys")).doesNotExist();
  }

  @Test
  void aWrongTypeAndAnUndeclaredColumnAreRefusedBeforeTheWrite() {
    Job wrong =
        Toys.build(
            Toys.TOYS,
            List.of(),
            inputs ->
                Spark.session()
                    .range(1)
                    .select(
                        functions.lit(1).as(Toys.ID.name()),
                        Toys.COLOUR.isNull(),
                        functions.lit(2).as("size")));

    assertThatThrownBy(() -> run(wrong))
        .isInstanceOf(JobFailure.class)
        .hasMessageContaining("Cannot write toys: id is INT and not STRING; size is not declared.");
  }

  @Test
  void aHeldDateIsRefusedWithItsHolder() {
    LockHolder other = new LockHolder("other-run", "elsewhere", 42, now);
    DateLock lock = DateLock.take(warehouse, Toys.DAY.day(), other);

    assertThatThrownBy(() -> run(Toys.toys(row("a", "red"))))
        .isInstanceOf(LockHeld.class)
        .hasMessage(
            "Cannot run 2026-05-31: run other-run on host elsewhere, process 42, since "
                + "2026-06-01T00:00:00Z holds it. Wait for it to end; if that process is gone, delete "
                + folder.resolve("locks/2026-05-31")
                + ".");

    lock.close();
    run(Toys.toys(row("a", "red")));
    assertThat(latest().read(Toys.TOYS).count()).isEqualTo(1);
  }

  @Test
  void aMissingOptionalSourceSkipsItsJobsAndReadersSeeNoRows() {
    Job landing =
        new Job.Build(
            "toys",
            List.of("shares"),
            List.of(),
            List.of(),
            Toys.TOYS,
            inputs -> inputs.source("shares", List.of()));
    Job reader =
        Toys.build(
            Toys.DAILY,
            List.of(Toys.TOYS, CapabilityManifest.TABLE),
            inputs ->
                inputs
                    .read(Toys.TOYS)
                    .select(Toys.ID.col(), Toys.RUN_DATE.is(inputs.runDate().asColumn())));

    run(landing, reader);
    assertThat(latest().has(Toys.TOYS)).isFalse();
    assertThat(latest().read(Toys.DAILY).count()).isZero();

    run(Toys.DAY, "sources.shares { preset = canonical-csv, files = [] }", landing, reader);
    assertThat(latest().read(Toys.DAILY).first().getString(0)).isEqualTo("shares");
  }

  @Test
  void anUndeclaredSourceIsRefused() {
    Job peeking = Toys.build(Toys.TOYS, List.of(), inputs -> inputs.source("shares", List.of()));

    assertThatThrownBy(() -> run(peeking))
        .isInstanceOf(JobFailure.class)
        .hasMessageContaining("Job toys cannot read shares: it declares nothing of the kind.");
  }

  @Test
  void fitsAreHandedOnAndPublishedAsParameters() {
    Job fit =
        new Job.Fit(
            "share_rate",
            List.of(Toys.TOYS),
            List.of(),
            inputs -> inputs.read(Toys.TOYS),
            (inputs, cells) ->
                new FittedModel(
                    "share_rate",
                    Map.of("alpha", FittedModel.Estimate.of(cells.size())),
                    cells.size(),
                    inputs.runDate().day(),
                    "v1"));
    Job reader =
        Job.Build.of(
            Toys.DAILY,
            List.of(Toys.TOYS),
            List.of("share_rate"),
            inputs ->
                inputs
                    .read(Toys.TOYS)
                    .where(functions.lit(inputs.fitted("share_rate").value("alpha")).equalTo(2))
                    .select(Toys.ID.col(), Toys.RUN_DATE.is(inputs.runDate().asColumn())));

    run(reader, fit, Toys.toys(row("a", "red"), row("b", "blue")));

    assertThat(latest().read(Toys.DAILY).count()).isEqualTo(2);
    Row parameter = latest().read(FittedParameters.TABLE).first();
    assertThat(parameter.<String>getAs("parameter")).isEqualTo("alpha");
    assertThat(parameter.<Double>getAs("value")).isEqualTo(2.0);
    assertThat(parameter.<Double>getAs("standard_error")).isNull();
  }

  @Test
  void aFitThatBringsTooManyCellsIsStopped() {
    Job fit =
        new Job.Fit(
            "share_rate",
            List.of(Toys.TOYS),
            List.of(),
            inputs -> inputs.read(Toys.TOYS),
            (inputs, cells) -> null);

    assertThatThrownBy(
            () ->
                run(
                    Toys.DAY,
                    "run.max-cells = 1",
                    fit,
                    Toys.toys(row("a", "red"), row("b", "blue"))))
        .isInstanceOf(JobFailure.class)
        .hasMessage(
            "Cannot run share_rate: it brings more than 1 rows to the driver. "
                + "Aggregate further, or raise run.max-cells and the driver's heap.");
  }

  @Test
  void aJudgeWritesTheRowsItsAlgorithmReturns() {
    Job judge =
        Job.Judge.of(
            Toys.DAILY,
            List.of(Toys.TOYS),
            inputs ->
                inputs
                    .read(Toys.TOYS)
                    .select(Toys.ID.col(), Toys.RUN_DATE.is(inputs.runDate().asColumn()))
                    .orderBy(Toys.ID.col()),
            rows -> rows.subList(0, 1));

    run(judge, Toys.toys(row("b", "red"), row("a", "red")));

    assertThat(latest().read(Toys.DAILY).collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("a");
  }

  @Test
  void columnsCarryTheirCommentIntoDelta() throws IOException {
    run(Toys.toys(row("a", "red")));

    assertThat(Files.readString(folder.resolve("tables/toys/_delta_log/00000000000000000000.json")))
        .contains("\\\"comment\\\":\\\"Colour\\\"");
  }

  private Published run(Job... jobs) {
    return run(Toys.DAY, "", jobs);
  }

  private Published run(RunDate date, String hocon, Job... jobs) {
    now = now.plusSeconds(60);
    InstantSource clock = InstantSource.fixed(now);
    return new Runner(Spark.session(), warehouse, clock, Progress.logged(), "test")
        .run(
            new Runner.Request(
                date,
                Toys.settings(hocon),
                List.of(jobs),
                List.of(),
                new Shelves(),
                "the same logic",
                Runner.History.CONTINUED,
                Runner.Labels.ANEW))
        .published();
  }

  private PublishedTables latest() {
    return PublishedTables.latest(Spark.session(), warehouse, Optional.empty(), List.of())
        .orElseThrow();
  }

  private Dataset<Row> ledger() {
    return Spark.session().read().format("delta").load(warehouse.table(RunLedger.TABLE).toString());
  }

  /** Sources without files, with one toy each. */
  private static final class Shelves implements Sources {
    @Override
    public List<SourceFile> files(String source) {
      return List.of();
    }

    @Override
    public Dataset<Row> rows(String source, Collection<SourceFile> files) {
      return Spark.table(Toys.TOYS, row(source, "red"));
    }
  }
}
