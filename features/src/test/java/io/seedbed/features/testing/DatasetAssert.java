package io.seedbed.features.testing;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** What a table promises, as assertions on the rows that were built for it. */
public final class DatasetAssert extends AbstractAssert<DatasetAssert, Dataset<Row>> {

  private DatasetAssert(Dataset<Row> actual) {
    super(actual, DatasetAssert.class);
  }

  /** Assertions on a dataset. */
  public static DatasetAssert assertThat(Dataset<Row> actual) {
    return new DatasetAssert(actual);
  }

  /**
   * Has exactly the declared columns and types in order, a unique key, no null where none is
   * allowed and only accepted values.
   */
  public DatasetAssert conformsTo(Table table) {
    isNotNull();
    Assertions.assertThat(columnsAndTypes(actual.schema().fields()))
        .as("columns of %s", table.name())
        .isEqualTo(columnsAndTypes(table.schema().fields()));
    Map<String, Column> counts = new LinkedHashMap<>();
    for (Field field : table.fields()) {
      if (!field.isNullable()) {
        counts.put("null in " + field.name(), count_if(field.col().isNull()));
      }
      if (!field.accepted().isEmpty()) {
        counts.put(
            "value not accepted in " + field.name(),
            count_if(not(field.col().isInCollection(field.accepted()))));
      }
    }
    List<String> broken = new ArrayList<>();
    counts.put("rows", count(lit(1)));
    Row row =
        actual
            .select(
                counts.entrySet().stream()
                    .map(e -> e.getValue().as(e.getKey()))
                    .toArray(Column[]::new))
            .first();
    for (String check : counts.keySet()) {
      long rows = row.getAs(check);
      if (rows > 0 && !check.equals("rows")) {
        broken.add("%s: %d rows".formatted(check, rows));
      }
    }
    long keys = actual.select(table.keyColumns()).distinct().count();
    long rows = row.getAs("rows");
    if (!table.key().isEmpty() && keys < rows) {
      broken.add("key repeated: %d rows, %d keys".formatted(rows, keys));
    }
    Assertions.assertThat(broken).as("checks of %s", table.name()).isEmpty();
    return this;
  }

  /** Has the same rows as often as another dataset, in any order and every bit alike. */
  public DatasetAssert hasSameRowsAs(Dataset<Row> other) {
    isNotNull();
    Assertions.assertThat(actual.collectAsList())
        .containsExactlyInAnyOrderElementsOf(other.collectAsList());
    return this;
  }

  /** The same rows, seen on some columns only. */
  public DatasetAssert on(Field... fields) {
    isNotNull();
    return new DatasetAssert(
        actual.select(Stream.of(fields).map(Field::col).toArray(Column[]::new)));
  }

  /** Has exactly these rows, in any order; dates and instants may be given as ISO text. */
  public DatasetAssert hasRows(Object[]... rows) {
    isNotNull();
    StructField[] columns = actual.schema().fields();
    List<Row> expected =
        Stream.of(rows).map(row -> RowFactory.create(Fixture.typed(columns, row))).toList();
    Assertions.assertThat(actual.collectAsList()).containsExactlyInAnyOrderElementsOf(expected);
    return this;
  }

  private static List<String> columnsAndTypes(StructField[] fields) {
    return Stream.of(fields).map(f -> f.name() + " " + f.dataType().sql()).toList();
  }
}
