package io.seedbed.features.testing;

import io.seedbed.features.facts.Invites;
import io.seedbed.features.facts.Memberships;
import io.seedbed.features.facts.OrderLines;
import io.seedbed.features.facts.Orders;
import io.seedbed.features.table.Field;
import io.seedbed.features.time.Days;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * {@link RandomFacts} as the sources had them night after night: rows come late or ahead of their
 * day, are corrected weeks later or erased; ends of stays and accepted invites are told when they
 * happen.
 */
public final class ChangingFacts {

  private static final String DAY = "day";

  private final RandomFacts all;
  private final long seed;

  private ChangingFacts(RandomFacts all, long seed) {
    this.all = all;
    this.seed = seed;
  }

  /** The facts of one seed. */
  public static ChangingFacts of(long seed) {
    RandomFacts facts = RandomFacts.of(seed);
    Map<String, LocalDate> orderDays =
        facts.orderLines().collectAsList().stream()
            .collect(
                Collectors.toMap(
                    row -> row.getAs(Orders.ORDER_ID.name()), ChangingFacts::day, (a, b) -> a));
    return new ChangingFacts(facts.each(rows -> soonAfterOrders(rows, orderDays)), seed);
  }

  /** Refunds and complaints come within a month of the order, as most do. */
  private static Dataset<Row> soonAfterOrders(Dataset<Row> rows, Map<String, LocalDate> orderDays) {
    List<String> columns = List.of(rows.columns());
    if (columns.contains(OrderLines.LINE_ID.name()) || !columns.contains(Orders.ORDER_ID.name())) {
      return rows;
    }
    List<Row> soon =
        rows.collectAsList().stream()
            .filter(
                row -> {
                  LocalDate ordered = orderDays.get(row.<String>getAs(Orders.ORDER_ID.name()));
                  return ordered == null
                      || (!day(row).isBefore(ordered) && day(row).isBefore(ordered.plusDays(30)));
                })
            .toList();
    return Spark.session().createDataFrame(soon, rows.schema());
  }

  /** What had arrived by the end of a day and was still there. */
  public RandomFacts by(LocalDate night) {
    return all.each(
        rows ->
            Spark.session()
                .createDataFrame(
                    rows.collectAsList().stream().flatMap(row -> seen(row, night)).toList(),
                    rows.schema()));
  }

  /** The days of rows that one state of a table has and the other has not. */
  public static Days changed(Dataset<Row> before, Dataset<Row> now) {
    Map<Row, Long> copiesBefore = copies(before);
    Map<Row, Long> copiesNow = copies(now);
    TreeSet<LocalDate> days = new TreeSet<>();
    Stream.concat(copiesBefore.keySet().stream(), copiesNow.keySet().stream())
        .filter(row -> !Objects.equals(copiesBefore.get(row), copiesNow.get(row)))
        .forEach(row -> days.add(day(row)));
    return Days.of(days);
  }

  private Stream<Row> seen(Row row, LocalDate night) {
    Random random = new Random(31 * seed + row.getString(0).hashCode());
    // Neighbouring seeds begin alike.
    random.nextLong();
    LocalDate day = day(row);
    int delay = random.nextInt(10) == 0 ? 1 + random.nextInt(12) : random.nextInt(20) == 0 ? -5 : 0;
    boolean isErased =
        random.nextInt(25) == 0 && !night.isBefore(day.plusDays(5 + random.nextInt(20)));
    boolean isCorrected =
        random.nextInt(15) == 0 && !night.isBefore(day.plusDays(2 + random.nextInt(20)));
    if (isErased || day.plusDays(delay).isAfter(night)) {
      return Stream.empty();
    }
    Row told = told(row, night);
    return Stream.of(isCorrected ? corrected(told, row.schema()) : told);
  }

  /** Without what had not happened yet. */
  private static Row told(Row row, LocalDate night) {
    for (Field later : List.of(Memberships.LEFT_AT, Invites.JOINED_AT)) {
      boolean isTold = !later.equals(Invites.JOINED_AT) || has(row, Invites.INVITED_AT);
      if (isTold && has(row, later) && isAfter(row.getAs(later.name()), night)) {
        return with(row, row.fieldIndex(later.name()), null);
      }
    }
    return row;
  }

  /** Another amount, or another answer to a question of yes or no. */
  private static Row corrected(Row row, StructType schema) {
    for (int i = 0; i < row.size(); i++) {
      if (row.get(i) instanceof Long number) {
        return with(row, i, number * 3);
      }
      if (schema.fields()[i].dataType().equals(DataTypes.BooleanType)) {
        return with(row, i, !row.getBoolean(i));
      }
    }
    return row;
  }

  private static boolean has(Row row, Field field) {
    return List.of(row.schema().fieldNames()).contains(field.name());
  }

  private static boolean isAfter(Timestamp at, LocalDate night) {
    return at != null && !at.toInstant().isBefore(RandomFacts.RUN_DATE.on(night).asOf());
  }

  private static Row with(Row row, int column, Object value) {
    Object[] values = new Object[row.size()];
    Arrays.setAll(values, i -> i == column ? value : row.get(i));
    return RowFactory.create(values);
  }

  private static Map<Row, Long> copies(Dataset<Row> rows) {
    return rows.collectAsList().stream()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private static LocalDate day(Row row) {
    return row.<Date>getAs(DAY).toLocalDate();
  }
}
