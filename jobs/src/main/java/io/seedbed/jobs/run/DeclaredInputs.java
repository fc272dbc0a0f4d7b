package io.seedbed.jobs.run;

import io.seedbed.features.table.Base;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.Days;
import io.seedbed.features.time.RunDate;
import io.seedbed.jobs.ingest.SourceFile;
import io.seedbed.models.fit.FittedModel;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The inputs of one job: what it declared, and an error for anything else. */
final class DeclaredInputs implements Inputs {

  private final Job job;
  private final RunTables tables;

  DeclaredInputs(Job job, RunTables tables) {
    this.job = job;
    this.tables = tables;
  }

  @Override
  public RunDate runDate() {
    return tables.runDate();
  }

  @Override
  public Dataset<Row> read(Table table) {
    List<String> declared = job.reads().stream().map(Table::name).toList();
    refuseUndeclared(declared, table.name());
    return tables.read(table);
  }

  @Override
  public Days changed(Table table) {
    refuseUndeclared(job.reads().stream().map(Table::name).toList(), table.name());
    return tables.continuation().changed(List.of(table));
  }

  @Override
  public Days replaced(Table table) {
    refuseUndeclared(job.reads().stream().map(Table::name).toList(), table.name());
    return tables.continuation().replaced(table);
  }

  @Override
  public Days entered() {
    return previousDay().map(day -> Days.between(day, runDate().day())).orElse(Days.ALL);
  }

  @Override
  public Optional<Dataset<Row>> previous(Table table) {
    refuseForeign(table);
    return tables.readPrevious(table);
  }

  @Override
  public Optional<Dataset<Row>> yesterday(Table table) {
    refuseForeign(table);
    return tables.readYesterday(table);
  }

  @Override
  public Dataset<Row> none(Table table) {
    return tables.none(table);
  }

  @Override
  public Optional<LocalDate> previousDay() {
    return tables.previous().map(Previous::day);
  }

  @Override
  public Optional<Base> base() {
    return job instanceof Job.Build build ? tables.continuation().base(build) : Optional.empty();
  }

  @Override
  public List<Row> onDriver(Dataset<Row> rows) {
    return tables.onDriver(job, rows);
  }

  @Override
  public Dataset<Row> kept(Dataset<Row> rows) {
    return tables.kept(rows);
  }

  @Override
  public Dataset<Row> settled(
      Dataset<Row> start, UnaryOperator<Dataset<Row>> step, int mostRounds) {
    return tables.settled(job, start, step, mostRounds);
  }

  @Override
  public boolean has(String source) {
    return tables.has(source);
  }

  @Override
  public List<SourceFile> files(String source) {
    refuseUndeclared(job.sources(), source);
    return tables.sources().files(source);
  }

  @Override
  public Dataset<Row> source(String source, Collection<SourceFile> files) {
    refuseUndeclared(job.sources(), source);
    return tables.sources().rows(source, files);
  }

  @Override
  public Instant startedAt() {
    return tables.startedAt();
  }

  @Override
  public FittedModel fitted(String model) {
    refuseUndeclared(job.fitsRead(), model);
    return tables.fitted(model);
  }

  /** Before tonight a job may see what it declared, and its own table. */
  private void refuseForeign(Table table) {
    if (job.output().filter(table::equals).isEmpty()) {
      refuseUndeclared(job.reads().stream().map(Table::name).toList(), table.name());
    }
  }

  private void refuseUndeclared(List<String> declared, String name) {
    if (!declared.contains(name)) {
      throw new JobFailure(
          "Job %s cannot read %s: it declares %s. Add it to what the job declares."
              .formatted(
                  job.name(),
                  name,
                  declared.isEmpty()
                      ? "nothing of the kind"
                      : declared.stream().collect(Collectors.joining(", "))));
    }
  }
}
