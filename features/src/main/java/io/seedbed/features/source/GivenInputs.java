package io.seedbed.features.source;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.octet_length;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.table.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.StructField;

/**
 * The canonical inputs of raw rows as the files give them: as text, or as they are where the files
 * have the input's own type, so that no instant is written out only to be read again.
 */
final class GivenInputs {

  private static final String GIVEN = "_seedbed_given_";
  private static final String RAW = "_seedbed_raw_";

  private final SourceContract contract;
  private final SourceMapping mapping;
  private final Dataset<Row> raw;
  private final Map<String, StructField> typed;

  GivenInputs(SourceContract contract, SourceMapping mapping, Dataset<Row> raw) {
    this.contract = contract;
    this.mapping = mapping;
    this.raw = raw;
    this.typed = typed();
  }

  /**
   * The rows of this source: where each stands, whether it could be read, what it is, its inputs as
   * given, and all its columns for {@link #whole}.
   */
  Dataset<Row> rows() {
    Dataset<Row> texts = withInputs(ofThisSource(texts()));
    List<Column> columns = new ArrayList<>();
    columns.add(LandedRows.FILE.is(RawRows.FILE.col()));
    columns.add(LandedRows.ROW.is(RawRows.ROW.col()));
    columns.add(RawRows.PROBLEM.col());
    columns.add(RawRows.PROBLEM_VALUE.col());
    contract.inputs().forEach(input -> columns.add(given(input).as(name(input))));
    if (!contract.bringsKind()) {
      columns.add(LandedRows.KIND.is(when(RawRows.isReadable(), kind(texts))));
    }
    for (StructField column : columnsOfFiles()) {
      columns.add(col(rawName(column)));
    }
    return texts.select(columns.toArray(Column[]::new));
  }

  /** An input of {@link #rows}: text, or of the type that {@link #typeOf} says. */
  Column of(Field input) {
    return col(name(input));
  }

  /** The type the files have an input in; empty where it is text. */
  Optional<DataType> typeOf(Field input) {
    return Optional.ofNullable(typed.get(input.name())).map(StructField::dataType);
  }

  /** An input of {@link #rows} as its text came in, without blanks around it. */
  Column text(Field input) {
    return typeOf(input).map(type -> RawRows.text(of(input), type)).orElseGet(() -> of(input));
  }

  /** An input and its text, for the offending value. */
  Column named(Field input) {
    return concat(lit(input.name() + "="), text(input));
  }

  /**
   * All columns of a row of {@link #rows} as one text: equal where the rows are. Names and lengths
   * keep two rows apart; the order and the case of columns, and columns that only other files have,
   * make no difference.
   */
  Column whole() {
    return concat_ws(
        ",",
        columnsOfFiles().stream()
            .sorted(Comparator.comparing(column -> column.name().toLowerCase(Locale.ROOT)))
            .map(this::spelledOut)
            .toArray(Column[]::new));
  }

  private Column spelledOut(StructField column) {
    Column text = RawRows.text(col(rawName(column)), column.dataType());
    return concat(
        lit(column.name().toLowerCase(Locale.ROOT) + "="),
        octet_length(text).cast(DataTypes.StringType),
        lit(":"),
        text);
  }

  private static String name(Field input) {
    return GIVEN + input.name();
  }

  private Map<String, StructField> typed() {
    Map<String, StructField> found = new LinkedHashMap<>();
    for (Field input : contract.inputs()) {
      mapping
          .of(input.name())
          .filter(from -> from.format().isEmpty())
          .flatMap(InputMapping::column)
          .flatMap(this::column)
          .filter(column -> isOfKind(input.type(), column.dataType()))
          .ifPresent(column -> found.put(input.name(), column));
    }
    return found;
  }

  private static boolean isOfKind(DataType wanted, DataType found) {
    return wanted instanceof DecimalType
        ? found instanceof DecimalType || found instanceof IntegralType
        : !wanted.equals(DataTypes.StringType) && wanted.equals(found);
  }

  private Optional<StructField> column(String name) {
    return Stream.of(raw.schema().fields())
        .filter(column -> column.name().equalsIgnoreCase(name))
        .findFirst();
  }

  /**
   * The raw rows with every column of the files as text, the inputs that keep their type beside
   * them, and the optional columns that the files lack as nulls; the required were checked before.
   */
  private Dataset<Row> texts() {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (Field input : contract.inputs()) {
      mapping
          .of(input.name())
          .flatMap(InputMapping::column)
          .filter(name -> column(name).isEmpty())
          .ifPresent(name -> columns.put(name, lit(null).cast(DataTypes.StringType)));
    }
    typed.forEach((input, column) -> columns.put(GIVEN + input, RawRows.column(column.name())));
    for (StructField column : columnsOfFiles()) {
      columns.put(rawName(column), RawRows.column(column.name()));
      if (!column.dataType().equals(DataTypes.StringType)) {
        columns.put(column.name(), RawRows.text(RawRows.column(column.name()), column.dataType()));
      }
    }
    return raw.withColumns(columns);
  }

  /** Whether a row that could not be read is of this source is not known: it stays. */
  private Dataset<Row> ofThisSource(Dataset<Row> texts) {
    return mapping
        .only()
        .map(only -> texts.where(not(RawRows.isReadable()).or(condition(texts, "only", only))))
        .orElse(texts);
  }

  private List<StructField> columnsOfFiles() {
    List<String> names = RawRows.columnsOf(raw);
    return Stream.of(raw.schema().fields()).filter(field -> names.contains(field.name())).toList();
  }

  /**
   * Adds the inputs as they are mapped, in a step of their own: what is made of one names it many
   * times, and an expression of a preset would be computed as often.
   */
  private Dataset<Row> withInputs(Dataset<Row> texts) {
    Map<String, Column> columns = new LinkedHashMap<>();
    contract.inputs().forEach(input -> columns.put(name(input), known(texts, input)));
    return texts.withColumns(columns);
  }

  /**
   * In the columns of a row that could not be read may stand anything, a phone number in place of
   * an id: of its inputs only the time is taken, for the day it is counted on.
   */
  private Column known(Dataset<Row> texts, Field input) {
    Column mapped = typed.containsKey(input.name()) ? of(input) : text(texts, input.name());
    return input.equals(contract.eventTime()) ? mapped : when(RawRows.isReadable(), mapped);
  }

  private Column given(Field input) {
    return typed.containsKey(input.name()) ? of(input) : Texts.trimmed(of(input));
  }

  private Column text(Dataset<Row> texts, String input) {
    return mapping
        .of(input)
        .map(
            from ->
                from.column()
                    .map(RawRows::column)
                    .or(() -> from.constant().map(value -> lit(value)))
                    .orElseGet(() -> checked(texts, input, from.expression().orElseThrow())))
        .orElseGet(() -> lit(null))
        .cast(DataTypes.StringType);
  }

  private Column kind(Dataset<Row> texts) {
    Column kind = lit(contract.kinds().get(0));
    for (int i = mapping.kindRules().size() - 1; i >= 0; i--) {
      KindRule rule = mapping.kindRules().get(i);
      kind =
          when(condition(texts, "kind " + rule.kind(), rule.when()), rule.kind()).otherwise(kind);
    }
    return kind;
  }

  private Column checked(Dataset<Row> texts, String what, String expression) {
    return checked(what, expression, texts::select);
  }

  private Column condition(Dataset<Row> texts, String what, String expression) {
    return checked(what, expression, texts::where);
  }

  /** Analyses a preset's expression on its own, so that the message names it. */
  private Column checked(String what, String expression, Function<Column, Dataset<Row>> use) {
    try {
      Column column = expr(expression);
      return use.apply(column).columns().length > 0 ? column : lit(null);
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

  /** Columns of files are numbered, for what their names are made of is not known. */
  private String rawName(StructField column) {
    return RAW + raw.schema().fieldIndex(column.name());
  }
}
