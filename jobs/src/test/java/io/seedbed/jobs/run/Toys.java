package io.seedbed.jobs.run;

import static org.apache.spark.sql.functions.lit;

import com.typesafe.config.ConfigFactory;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.testing.Spark;
import io.seedbed.features.time.RunDate;
import io.seedbed.jobs.config.EffectiveSettings;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Two small tables and jobs on them, for tests of the runner. */
final class Toys {

  static final Field ID = Field.text("id", "Toy", "玩具");
  static final Field COLOUR = Field.text("colour", "Colour", "颜色").oneOf("red", "blue").orNull();
  static final Field RUN_DATE = Field.date("run_date", "Run date", "运行日");

  static final Table TOYS =
      Table.named("toys", "One row per toy", "每行一个玩具").with(ID, COLOUR).keyedBy(ID);
  static final Table DAILY =
      Table.named("daily_toys", "One row per toy and run date", "每行一个玩具的一个运行日")
          .with(ID, RUN_DATE)
          .keyedBy(ID, RUN_DATE)
          .partitionedBy(RUN_DATE);

  static final RunDate DAY = new RunDate(LocalDate.of(2026, 5, 31), ZoneId.of("Asia/Shanghai"));

  static Job toys(Object[]... rows) {
    return Job.Build.of(TOYS, List.of(), inputs -> Spark.table(TOYS, rows));
  }

  /** Every toy, on the run date. */
  static Job daily() {
    return Job.Build.of(
        DAILY,
        List.of(TOYS),
        inputs -> inputs.read(TOYS).select(ID.col(), RUN_DATE.is(inputs.runDate().asColumn())));
  }

  static Job build(Table table, List<Table> reads, Function<Inputs, Dataset<Row>> from) {
    return Job.Build.of(table, reads, from);
  }

  static Job failing() {
    return build(
        DAILY,
        List.of(TOYS),
        inputs -> {
          throw new IllegalStateException("the shelf is empty.");
        });
  }

  static Dataset<Row> withoutColour() {
    return Spark.session().range(1).select(lit("a").as(ID.name()));
  }

  static EffectiveSettings settings(String hocon) {
    return EffectiveSettings.of(ConfigFactory.parseString(hocon));
  }

  private Toys() {}
}
