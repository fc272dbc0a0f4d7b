package io.seedbed.jobs.run;

import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import io.seedbed.models.fit.FittedModel;
import java.time.Instant;
import java.util.List;
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
  public boolean has(String source) {
    return tables.has(source);
  }

  @Override
  public Dataset<Row> source(String name) {
    refuseUndeclared(job.sources(), name);
    return tables.source(name);
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
