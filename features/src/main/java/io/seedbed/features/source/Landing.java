package io.seedbed.features.source;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.left;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/**
 * The one way from raw rows to a landed table: map, type, derive, judge, find duplicates among the
 * valid. One pass with one shuffle; the result depends on the rows and their positions alone.
 */
final class Landing {

  private static final int LONGEST_VALUE = 200;
  private static final String TEXT = "_seedbed_text";
  private static final String WHOLE = "_seedbed_whole";
  private static final String VERDICT = "_seedbed_verdict";

  private final SourceContract contract;
  private final SourceMapping mapping;
  private final Reading reading;
  private final Map<Field, Column> derived = new LinkedHashMap<>();
  private final List<Rejection> rejections = new ArrayList<>();

  Landing(SourceContract contract, SourceMapping mapping, Reading reading) {
    this.contract = contract;
    this.mapping = mapping;
    this.reading = reading;
  }

  /** Adds a column computed from the typed inputs, or replaces an input by it. */
  Landing deriving(Field field, Column value) {
    derived.put(field, value);
    return this;
  }

  /** Refuses rows for a reason of the contract's own, after the reasons of all contracts. */
  Landing rejecting(String reason, Column when, Column value) {
    rejections.add(new Rejection(reason, when, value));
    return this;
  }

  Dataset<Row> land(Dataset<Row> raw, Table table) {
    Dataset<Row> typed = derive(type(map(complete(raw))));
    Dataset<Row> judged = typed.withColumn(VERDICT, verdict());
    Column isValid = col(VERDICT).isNull();
    Column isRepeat = row_number().over(sameRow(isValid)).gt(1);
    return judged
        .withColumn(
            LandedRows.STATUS.name(),
            when(isValid.and(isRepeat), LandedRows.DUPLICATE)
                .when(isValid, LandedRows.ACCEPTED)
                .otherwise(LandedRows.REJECTED))
        .withColumn(LandedRows.SOURCE.name(), lit(contract.name()))
        .withColumn(LandedRows.POSITION.name(), concat(file(), lit(":"), RawRows.ROW.col()))
        .withColumn(LandedRows.REASON.name(), col(VERDICT).getField("reason"))
        .withColumn(LandedRows.OFFENDING_VALUE.name(), col(VERDICT).getField("value"))
        .withColumn(
            LandedRows.IS_ANONYMOUS.name(), isReadable().and(contract.user().col().isNull()))
        .select(table.columns());
  }

  private Dataset<Row> map(Dataset<Row> raw) {
    List<Column> columns = new ArrayList<>();
    Stream.of(RawRows.FILE, RawRows.ROW, RawRows.PROBLEM, RawRows.PROBLEM_VALUE)
        .map(Field::col)
        .forEach(columns::add);
    columns.add(
        struct(
                contract.inputs().stream()
                    .map(input -> Texts.trimmed(text(raw, input.name())).as(input.name()))
                    .toArray(Column[]::new))
            .as(TEXT));
    if (!contract.bringsKind()) {
      columns.add(LandedRows.KIND.is(when(isReadable(), kind(raw))));
    }
    if (isWholeRowCompared()) {
      columns.add(
          struct(RawRows.columnsOf(raw).stream().map(RawRows::column).toArray(Column[]::new))
              .as(WHOLE));
    }
    return raw.select(columns.toArray(Column[]::new));
  }

  private Column text(Dataset<Row> raw, String input) {
    return mapping
        .of(input)
        .map(
            from ->
                from.column()
                    .map(RawRows::column)
                    .or(() -> from.constant().map(value -> lit(value)))
                    .orElseGet(() -> checked(raw, input, from.expression().orElseThrow())))
        .orElseGet(() -> lit(null))
        .cast(DataTypes.StringType);
  }

  /** Gives optional columns that the files lack as nulls; the required were checked before. */
  private Dataset<Row> complete(Dataset<Row> raw) {
    Map<String, Column> missing = new LinkedHashMap<>();
    for (Field input : contract.inputs()) {
      mapping
          .of(input.name())
          .flatMap(InputMapping::column)
          .filter(name -> RawRows.columnsOf(raw).stream().noneMatch(name::equalsIgnoreCase))
          .ifPresent(name -> missing.put(name, lit(null).cast(DataTypes.StringType)));
    }
    return raw.withColumns(missing);
  }

  private Column kind(Dataset<Row> raw) {
    Column kind = lit(contract.kinds().get(0));
    for (int i = mapping.kindRules().size() - 1; i >= 0; i--) {
      KindRule rule = mapping.kindRules().get(i);
      kind = when(checked(raw, "kind " + rule.kind(), rule.when()), rule.kind()).otherwise(kind);
    }
    return kind;
  }

  /** Analyses a preset's expression on its own, so that the message names it. */
  private Column checked(Dataset<Row> raw, String what, String expression) {
    try {
      Column column = expr(expression);
      return raw.select(column).columns().length == 1 ? column : lit(null);
    } catch (RuntimeException | Error unchecked) {
      throw unchecked;
    } catch (Exception invalid) {
      throw new SourceException(
          "Cannot read %s: the preset's expression for %s, %s, does not fit its columns %s. %s"
              .formatted(
                  contract.name(),
                  what,
                  expression,
                  RawRows.columnsOf(raw),
                  "Correct the preset or the file."),
          invalid);
    }
  }

  private Dataset<Row> type(Dataset<Row> mapped) {
    Map<String, Column> typed = new LinkedHashMap<>();
    contract.inputs().forEach(input -> typed.put(input.name(), typed(input)));
    return mapped.withColumns(typed);
  }

  private Column typed(Field input) {
    DataType type = input.type();
    Column text = text(input);
    if (type.equals(DataTypes.TimestampType)) {
      return Texts.instant(
          text, mapping.of(input.name()).flatMap(InputMapping::format), zone(input));
    }
    if (type.equals(DataTypes.BooleanType)) {
      return Texts.flag(text);
    }
    if (type instanceof DecimalType decimal) {
      Column number = Texts.number(text, decimal);
      boolean isMinor = mapping.of(input.name()).map(InputMapping::isMinor).orElse(false);
      return isMinor ? number.multiply(lit(reading.minorUnit())).try_cast(decimal) : number;
    }
    return input.accepted().isEmpty() ? text : accepted(input, lower(text));
  }

  /** Only a declared value; a kind that may be left out is the contract's first. */
  private Column accepted(Field input, Column word) {
    boolean hasDefault = input.isNullable() && input.name().equals(LandedRows.KIND.name());
    Column absent = hasDefault ? when(isReadable(), contract.kinds().get(0)) : lit(null);
    return when(word.isNull(), absent).when(word.isin(input.accepted().toArray()), word);
  }

  private ZoneId zone(Field input) {
    return mapping
        .of(input.name())
        .flatMap(InputMapping::zone)
        .or(mapping::zone)
        .orElseGet(reading::zone);
  }

  private Dataset<Row> derive(Dataset<Row> typed) {
    Map<String, Column> columns = new LinkedHashMap<>();
    derived.forEach((field, value) -> columns.put(field.name(), value.cast(field.type())));
    return typed.withColumns(columns);
  }

  private Column verdict() {
    List<Rejection> all = new ArrayList<>();
    all.add(new Rejection("", isReadable().equalTo(lit(false)), RawRows.PROBLEM_VALUE.col()));
    contract.inputs().forEach(input -> all.addAll(inputRejections(input)));
    Column at = contract.eventTime().col();
    all.add(
        new Rejection("future_date", at.geq(lit(reading.future())), named(contract.eventTime())));
    all.addAll(rejections);
    Column[] verdicts =
        all.stream()
            .map(
                rejection ->
                    when(
                        rejection.holds(),
                        struct(
                            (rejection.reason().isEmpty()
                                    ? RawRows.PROBLEM.col()
                                    : lit(rejection.reason()))
                                .as("reason"),
                            left(rejection.value().cast(DataTypes.StringType), lit(LONGEST_VALUE))
                                .as("value"))))
            .toArray(Column[]::new);
    return coalesce(verdicts);
  }

  private List<Rejection> inputRejections(Field input) {
    List<Rejection> found = new ArrayList<>();
    Column text = text(input);
    if (!input.isNullable()) {
      found.add(new Rejection("missing_" + input.name(), text.isNull(), lit(null)));
    }
    if (!input.accepted().isEmpty()) {
      Column isKnown = lower(text).isin(input.accepted().toArray());
      found.add(new Rejection("bad_value", isKnown.equalTo(lit(false)), named(input)));
    } else if (!input.type().equals(DataTypes.StringType)) {
      Column isBad = text.isNotNull().and(input.col().isNull());
      found.add(new Rejection(badReason(input.type()), isBad, named(input)));
    }
    return found;
  }

  private static String badReason(DataType type) {
    if (type.equals(DataTypes.TimestampType)) {
      return "bad_date";
    }
    return type.equals(DataTypes.BooleanType) ? "bad_flag" : "bad_number";
  }

  /** The rows that are the same row sent again, the one to keep first. */
  private WindowSpec sameRow(Column isValid) {
    Column hasKey = hasKey();
    List<Column> same = new ArrayList<>(List.of(isValid));
    if (!mapping.isKeyless()) {
      contract.key().forEach(field -> same.add(field.col()));
    }
    if (isWholeRowCompared()) {
      same.add(when(hasKey.equalTo(lit(false)), col(WHOLE)));
    }
    List<Column> order = new ArrayList<>();
    contract.updatedAt().ifPresent(at -> order.add(when(hasKey, at.col()).desc_nulls_last()));
    order.add(when(hasKey, RawRows.FILE.col()).desc_nulls_last());
    order.add(when(hasKey, RawRows.ROW.col()).desc_nulls_last());
    order.add(RawRows.FILE.col().asc());
    order.add(RawRows.ROW.col().asc());
    return Window.partitionBy(same.toArray(Column[]::new)).orderBy(order.toArray(Column[]::new));
  }

  private Column hasKey() {
    return mapping.isKeyless()
        ? lit(false)
        : contract.key().stream()
            .map(field -> field.col().isNotNull())
            .reduce(Column::or)
            .orElse(lit(false));
  }

  private boolean isWholeRowCompared() {
    return mapping.isKeyless() || contract.canLackKey();
  }

  private static Column isReadable() {
    return RawRows.PROBLEM.col().isNull();
  }

  private static Column file() {
    return RawRows.FILE.col();
  }

  /** An input as its text came in. */
  static Column text(Field input) {
    return col(TEXT).getField(input.name());
  }

  /** An input and its text as came in, for the offending value. */
  static Column named(Field input) {
    return concat(lit(input.name() + "="), text(input));
  }
}
