package io.seedbed.jobs.warehouse;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.jobs.run.JobFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;

/**
 * Holds rows against a table's declaration before they are written: Delta would turn a missing
 * column into nulls without a word.
 */
final class Conformed {

  /** The rows with exactly the declared columns, in order, each with its comment. */
  static Dataset<Row> to(Table table, Dataset<Row> rows) {
    StructType schema = rows.schema();
    Set<String> present = Set.of(schema.fieldNames());
    List<String> problems = new ArrayList<>();
    for (Field field : table.fields()) {
      String wanted = sql(field.type());
      if (!present.contains(field.name())) {
        problems.add("missing %s %s".formatted(field.name(), wanted));
      } else {
        String found = sql(schema.apply(field.name()).dataType());
        if (!found.equals(wanted)) {
          problems.add("%s is %s and not %s".formatted(field.name(), found, wanted));
        }
      }
    }
    Set<String> declared = table.fields().stream().map(Field::name).collect(Collectors.toSet());
    Arrays.stream(schema.fieldNames())
        .filter(name -> !declared.contains(name))
        .forEach(name -> problems.add("%s is not declared".formatted(name)));
    if (!problems.isEmpty()) {
      throw new JobFailure(
          "Cannot write %s: %s. Fix its from(...) or bump the contract."
              .formatted(table.name(), String.join("; ", problems)));
    }
    return rows.select(table.fields().stream().map(Conformed::commented).toArray(Column[]::new));
  }

  private static Column commented(Field field) {
    String comment =
        field.unit().isEmpty()
            ? field.english()
            : "%s (%s)".formatted(field.english(), field.unit());
    return field
        .col()
        .as(field.name(), new MetadataBuilder().putString("comment", comment).build());
  }

  /** Without nullability, which Delta does not keep. */
  private static String sql(DataType type) {
    return type.catalogString().toUpperCase(Locale.ROOT);
  }

  private Conformed() {}
}
