package io.seedbed.models.growth;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import java.sql.Date;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;

/**
 * One row per measure that a run counted, with its place in the lists of {@link AarrrCells}: rules
 * can change from run to run, what was counted cannot.
 */
public final class CountedMeasures {

  public static final Field PLACE =
      Field.of("place", DataTypes.IntegerType, "Place in the lists of aarrr_cells, from 0", "序号");

  public static final Table TABLE =
      Table.named("counted_measures", "One row per measure that a run counted", "每行一个指标")
          .with(
              AarrrLong.RUN_DATE,
              PLACE,
              AarrrLong.STAGE,
              AarrrLong.MEASURE,
              AarrrLong.IS_OPEN_ENDED)
          .keyedBy(AarrrLong.RUN_DATE, AarrrLong.MEASURE)
          .partitionedBy(AarrrLong.RUN_DATE);

  /** The measures under some rules, in the order of the cells. */
  public static List<Row> of(AarrrRules rules, RunDate runDate) {
    List<AarrrMeasure> measures = AarrrMeasures.of(rules);
    return IntStream.range(0, measures.size())
        .mapToObj(place -> row(place, measures.get(place), runDate))
        .toList();
  }

  private static Row row(int place, AarrrMeasure measure, RunDate runDate) {
    return RowFactory.create(
        Date.valueOf(runDate.day()), place, measure.stage(), measure.name(), measure.isOpenEnded());
  }

  private CountedMeasures() {}
}
