package io.seedbed.features.source;

import io.seedbed.features.table.Difference;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Something that landed rows say, and the day it happened on. A row can say several things: a stay
 * tells of a join on one day and of a leave on another, and when the leave is learned of, nothing
 * is different about the day of the join.
 *
 * @param day the business day it happened on; null where it has not
 * @param said the columns that tell of it
 */
public record Happening(Column day, List<Field> said) {

  /**
   * All that the accepted rows of a landed table say, on their day.
   *
   * @param bookkeeping what only says how rows came in: a row sent again differs in nothing else
   */
  public static Happening of(Table landed, List<Field> bookkeeping) {
    return new Happening(
        LandedRows.DAY.col(),
        landed.fields().stream().filter(field -> !bookkeeping.contains(field)).toList());
  }

  /**
   * What the accepted rows of a landed table say of which the end is learned later: all but the end
   * on their day, all on the day of the end.
   */
  static List<Happening> learnedLater(
      Table landed, List<Field> bookkeeping, Field end, Function<Column, Column> dayOf) {
    Happening all = of(landed, bookkeeping);
    List<Field> begun = all.said().stream().filter(field -> !field.equals(end)).toList();
    return List.of(
        new Happening(all.day(), begun), new Happening(dayOf.apply(end.col()), all.said()));
  }

  /**
   * One row per day on which accepted rows say something else than before: {@link LandedRows#DAY}.
   * Equal rows before and after cancel out, whatever file they stand in.
   */
  public static Dataset<Row> differences(
      List<Happening> happenings, Dataset<Row> before, Dataset<Row> after) {
    return happenings.stream()
        .map(happening -> happening.differences(before, after))
        .reduce(Dataset::unionByName)
        .orElseThrow()
        .distinct();
  }

  private Dataset<Row> differences(Dataset<Row> before, Dataset<Row> after) {
    Column[] compared =
        Stream.concat(Stream.of(LandedRows.DAY), said.stream())
            .distinct()
            .map(Field::col)
            .toArray(Column[]::new);
    return Difference.between(told(before), told(after), compared).select(LandedRows.DAY.col());
  }

  private Dataset<Row> told(Dataset<Row> landed) {
    Column[] columns =
        Stream.concat(
                Stream.of(LandedRows.DAY.is(day)),
                said.stream().filter(field -> !field.equals(LandedRows.DAY)).map(Field::col))
            .toArray(Column[]::new);
    return LandedRows.accepted(landed).where(day.isNotNull()).select(columns);
  }
}
