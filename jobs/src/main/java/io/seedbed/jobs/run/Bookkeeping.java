package io.seedbed.jobs.run;

import io.seedbed.features.table.Table;
import io.seedbed.models.fit.FittedParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Jobs that every run adds to those asked for: what could be known, and what was fitted. */
final class Bookkeeping {

  /** The jobs asked for and the run's own. */
  static List<Job> with(List<Job> asked, Function<Inputs, List<Row>> manifest) {
    List<Job> jobs = new ArrayList<>();
    jobs.add(write(CapabilityManifest.TABLE, List.of(), manifest));
    jobs.addAll(asked);
    List<String> fits =
        asked.stream().filter(Job.Fit.class::isInstance).map(Job::name).sorted().toList();
    if (!fits.isEmpty()) {
      jobs.add(
          write(
              FittedParameters.TABLE,
              fits,
              inputs ->
                  FittedParameters.rows(
                      fits.stream().map(inputs::fitted).toList(), inputs.runDate())));
    }
    return jobs;
  }

  private static Job write(Table table, List<String> fitsRead, Function<Inputs, List<Row>> rows) {
    return Job.Build.of(
        table,
        List.of(),
        fitsRead,
        inputs -> SparkSession.active().createDataFrame(rows.apply(inputs), table.schema()));
  }

  private Bookkeeping() {}
}
