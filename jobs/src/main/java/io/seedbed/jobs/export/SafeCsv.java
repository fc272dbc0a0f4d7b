package io.seedbed.jobs.export;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataTypes;

/**
 * A CSV file that a spreadsheet cannot take for a program: a text cell that begins with {@code = +
 * - @}, their full-width forms, a tab or a line break gets an apostrophe in front. Numbers, dates
 * and flags stay as they are, nested columns become JSON text, null is nothing between two commas
 * and empty text is {@code ""}. Rows are in key order, so the same table gives the same bytes.
 */
final class SafeCsv {

  private static final String FORMULA = "^[=+\\-@\\t\\r\\n＝＋－＠]";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private SafeCsv() {}

  /**
   * The statement that writes a loaded table.
   *
   * @param condition which rows, as DuckDB says it
   */
  static String copy(Table table, String condition, Path file, ExportSettings settings) {
    String order =
        table.key().isEmpty()
            ? "ALL"
            : table.key().stream()
                .map(field -> Sql.name(field.name()))
                .collect(Collectors.joining(", "));
    return "COPY (SELECT %s FROM %s WHERE %s ORDER BY %s) TO %s (FORMAT csv, HEADER true)"
        .formatted(
            cells(table, settings),
            Sql.name(table.name()),
            condition,
            order,
            Sql.text(file.toAbsolutePath().toString()));
  }

  private static String cells(Table table, ExportSettings settings) {
    List<String> cells = new ArrayList<>();
    for (Field field : table.fields()) {
      boolean isMarked = cells.isEmpty() && settings.hasCsvByteOrderMark();
      String header = isMarked ? BYTE_ORDER_MARK + field.name() : field.name();
      cells.add(cell(field) + " AS " + Sql.name(header));
    }
    return String.join(", ", cells);
  }

  private static String cell(Field field) {
    String column = Sql.name(field.name());
    if (Sql.isNested(field.type())) {
      return "to_json(" + column + ")";
    }
    if (field.type().equals(DataTypes.StringType)) {
      return "CASE WHEN regexp_matches(%1$s, %2$s) THEN chr(39) || %1$s ELSE %1$s END"
          .formatted(column, Sql.text(FORMULA));
    }
    return column;
  }
}
