package io.seedbed.features.source;

import static io.seedbed.features.testing.Spark.session;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The files of a source as they come, change and go, with rows made up at random. */
final class Deliveries {

  private static final List<String> NAMES =
      List.of("2026-05-%02d.csv", "late/%d.csv", "rows_202605%02d.csv");

  private final List<String> columns;
  private final RandomGenerator random;
  private final Function<RandomGenerator, List<String>> rows;
  private final TreeMap<String, List<List<String>>> files = new TreeMap<>();

  /** What is different after a delivery: files to read, and files whose rows no longer count. */
  record Delivered(Set<String> fresh, Set<String> withdrawn) {}

  Deliveries(String columns, RandomGenerator random, Function<RandomGenerator, List<String>> rows) {
    this.columns = List.of(columns.split(",", -1));
    this.random = random;
    this.rows = rows;
  }

  /** New files, and now and then a changed one or one that is gone. */
  Delivered next() {
    Delivered delivered = new Delivered(new TreeSet<>(), new TreeSet<>());
    List<String> before = List.copyOf(files.keySet());
    for (String file : before) {
      if (random.nextInt(8) == 0) {
        delivered.withdrawn().add(file);
        files.remove(file);
      }
      if (random.nextInt(8) == 0) {
        delivered.withdrawn().add(file);
        delivered.fresh().add(file);
        files.put(file, changed(files.getOrDefault(file, List.of())));
      }
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      String name =
          NAMES.get(random.nextInt(NAMES.size())).formatted(1 + files.size() + random.nextInt(20));
      if (!before.contains(name)) {
        delivered.fresh().add(name);
        files.put(name, changed(List.of()));
      }
    }
    return delivered;
  }

  /** The rows of a file, in part those it had. */
  private List<List<String>> changed(List<List<String>> before) {
    List<List<String>> after = new ArrayList<>();
    for (List<String> row : before) {
      if (random.nextBoolean()) {
        after.add(row);
      }
    }
    List<List<String>> sent = files.values().stream().flatMap(List::stream).toList();
    for (int i = 1 + random.nextInt(30); i > 0; i--) {
      boolean isSentAgain = !sent.isEmpty() && random.nextInt(4) == 0;
      after.add(isSentAgain ? sent.get(random.nextInt(sent.size())) : rows.apply(random));
    }
    return after;
  }

  Set<String> names() {
    return files.keySet();
  }

  /** The raw rows of some of the files. */
  Dataset<Row> raw(Collection<String> names) {
    List<Row> raw = new ArrayList<>();
    for (String name : names) {
      long number = 0;
      for (List<String> row : files.get(name)) {
        List<Object> values = new ArrayList<>(row);
        values.add(name);
        values.add(++number);
        raw.add(RowFactory.create(values.toArray()));
      }
    }
    return rawRows(columns, raw);
  }

  /** Raw rows whose values end with their file and row. */
  static Dataset<Row> rawRows(List<String> columns, List<Row> rows) {
    StructType schema = new StructType();
    for (String column : columns) {
      schema = schema.add(column, DataTypes.StringType);
    }
    schema =
        schema
            .add(RawRows.FILE.name(), DataTypes.StringType)
            .add(RawRows.ROW.name(), DataTypes.LongType);
    return session()
        .createDataFrame(rows, schema)
        .withColumns(
            Map.of(
                RawRows.PROBLEM.name(), lit(null).cast(DataTypes.StringType),
                RawRows.PROBLEM_VALUE.name(), lit(null).cast(DataTypes.StringType)));
  }
}
