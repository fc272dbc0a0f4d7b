package io.seedbed.models.segmentation;

import io.seedbed.features.table.Field;
import java.util.List;
import org.apache.spark.sql.Row;

/** Columns of collected cells as the plain arrays that fits take. */
final class CellRows {

  static int[] counts(List<Row> cells, Field field) {
    return cells.stream()
        .mapToInt(cell -> Math.toIntExact(cell.<Long>getAs(field.name())))
        .toArray();
  }

  static long[] users(List<Row> cells, Field field) {
    return cells.stream().mapToLong(cell -> cell.<Long>getAs(field.name())).toArray();
  }

  static long total(List<Row> cells, Field field) {
    return cells.stream().mapToLong(cell -> cell.<Long>getAs(field.name())).sum();
  }

  private CellRows() {}
}
