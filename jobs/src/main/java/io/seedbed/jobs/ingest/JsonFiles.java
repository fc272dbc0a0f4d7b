package io.seedbed.jobs.ingest;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.is_valid_utf8;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_valid_utf8;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.source.RawRows;
import io.seedbed.features.table.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Reads files of JSON into raw rows: of each row the given keys, scalars as their text and the rest
 * as its JSON, and what the layout takes from around the rows.
 *
 * <p>A text is unrolled in steps, each of which either yields the elements of an array or, where
 * there is no such array, one row that keeps the text to blame: nothing is lost without a row that
 * says so. Well-formed texts are cut before anything in them is read, so that one odd row is one
 * refused row. Fractions are written out as double precision has them: quote one of more than 15
 * digits in the file.
 *
 * @param keys keys of a row that are read
 */
record JsonFiles(PlacedFiles files, List<String> keys) {

  private static final String CORRUPT = "_seedbed_corrupt";
  private static final String BLANKS = " \t\r\n\ufeff";
  private static final String REPLACEMENT = "\ufffd";
  private static final Map<String, String> PERMISSIVE =
      Map.of("mode", "PERMISSIVE", "columnNameOfCorruptRecord", CORRUPT);
  private static final DataType TEXTS = DataTypes.createArrayType(DataTypes.StringType);

  private static final Field TEXT =
      Field.text("_seedbed_text", "JSON that is still to be unrolled", "待展开的文本").orNull();
  private static final Field ELEMENTS =
      Field.of("_seedbed_elements", TEXTS, "What a text holds", "元素").orNull();
  private static final Field UNREAD =
      Field.text("_seedbed_unread", "Text that does not hold what it should", "无法展开的文本").orNull();
  private static final Field IS_DAMAGED =
      Field.flag("_seedbed_is_damaged", "Whether bytes of the text are not UTF-8", "是否含坏字节");
  private static final Field DOCUMENT =
      Field.count("_seedbed_document", "", "Place of the document in the text", "文档序号");
  private static final Field MEMBER =
      Field.count("_seedbed_member", "", "Place in a document that is an array", "数组内序号");
  private static final Field PLACE =
      Field.count("_seedbed_place", "", "Place of the row in its document", "行序号");

  /**
   * One JSON document a line. A row's number is that of its line, or, where a line holds many rows,
   * its place among the rows of the file.
   */
  Dataset<Row> lines() {
    return files.layout().rows().isPresent() ? unrolled(files.lines()) : rowPerLine();
  }

  /**
   * One JSON document a file, printed on one line or many; where it is an array, its elements are
   * the documents. A row's number is its place among the rows of the file.
   *
   * <p>A file is read whole, by one task, which holds its text a few times over: with files above
   * some hundred megabytes give the tasks more memory, or deliver one document a line as {@code
   * json-lines}, which is read piece by piece.
   */
  Dataset<Row> documents() {
    return unrolled(files.wholeTexts());
  }

  private Dataset<Row> rowPerLine() {
    Column line = make_valid_utf8(col(PlacedFiles.LINE));
    Column object = from_json(line, PlacedFiles.strings(keysAndCorrupt()), PERMISSIVE);
    Column problem =
        when(not(is_valid_utf8(col(PlacedFiles.LINE))), "unreadable_text")
            .when(isCorrupt(object), "corrupt_row");
    List<Column> columns =
        new ArrayList<>(keys.stream().map(key -> object.getField(key).as(key)).toList());
    paths()
        .ifPresent(
            paths ->
                paths
                    .outer(read(line, paths))
                    .forEach((name, value) -> columns.add(value.as(name))));
    return files.rowPerLine(col(PlacedFiles.LINE), problem, columns);
  }

  private Dataset<Row> unrolled(Dataset<Row> texts) {
    Column text = col(PlacedFiles.LINE);
    Dataset<Row> whole =
        texts
            .withColumn(IS_DAMAGED.name(), not(is_valid_utf8(text)))
            .withColumn(TEXT.name(), trim(make_valid_utf8(text), lit(BLANKS)))
            .withColumn(UNREAD.name(), lit(null).cast(DataTypes.StringType))
            .drop(PlacedFiles.LINE)
            .where(length(TEXT.col()).gt(0));
    Column isArray = TEXT.col().startsWith("[");
    // Brackets around the text: what follows a first document would be passed over otherwise.
    Dataset<Row> documents = each(whole, DOCUMENT, texts(concat(lit("["), TEXT.col(), lit("]"))));
    Dataset<Row> members =
        each(documents, MEMBER, when(isArray, texts(TEXT.col())).otherwise(array(TEXT.col())));
    return numbered(rowsOf(members));
  }

  /** The rows of documents, each with what stands around it. */
  private Dataset<Row> rowsOf(Dataset<Row> documents) {
    return paths()
        .map(
            paths -> {
              Column document = read(TEXT.col(), paths);
              Column rows = paths.rows(document).orElseGet(() -> array(TEXT.col()));
              return each(documents.withColumns(paths.outer(document)), PLACE, rows);
            })
        .orElseGet(() -> documents.withColumn(PLACE.name(), lit(0)));
  }

  private Dataset<Row> numbered(Dataset<Row> rows) {
    Column object = from_json(TEXT.col(), PlacedFiles.strings(keysAndCorrupt()), PERMISSIVE);
    List<Column> outer = files.layout().outerNames().stream().map(RawRows::column).toList();
    Column whole =
        concat_ws("", Stream.concat(Stream.of(TEXT.col()), outer.stream()).toArray(Column[]::new));
    Column problem =
        when(IS_DAMAGED.col().and(whole.contains(REPLACEMENT)), "unreadable_text")
            .when(isCorrupt(object), "corrupt_row");
    Map<String, Column> read = new LinkedHashMap<>();
    keys.forEach(key -> read.put(key, object.getField(key)));
    read.put(RawRows.PROBLEM.name(), problem);
    read.put(
        RawRows.PROBLEM_VALUE.name(),
        when(problem.isNotNull(), coalesce(UNREAD.col(), TEXT.col())));
    return files.numbered(
        rows.withColumns(read).drop(TEXT.name(), UNREAD.name(), IS_DAMAGED.name()),
        0,
        List.of(DOCUMENT.name(), MEMBER.name(), PLACE.name()));
  }

  /**
   * One row per element of an array, or one without a text where there is no array. Of the text the
   * elements come from only these are kept: it may be long, and they may be many.
   */
  private static Dataset<Row> each(Dataset<Row> rows, Field place, Column elements) {
    Dataset<Row> held =
        rows.withColumn(ELEMENTS.name(), elements)
            .withColumn(
                UNREAD.name(), coalesce(UNREAD.col(), when(ELEMENTS.col().isNull(), TEXT.col())));
    Set<String> spent = Set.of(TEXT.name(), ELEMENTS.name());
    List<Column> columns = new ArrayList<>();
    Stream.of(held.columns())
        .filter(name -> !spent.contains(name))
        .forEach(name -> columns.add(RawRows.column(name)));
    Column none = array(lit(null).cast(DataTypes.StringType));
    columns.add(
        posexplode(coalesce(ELEMENTS.col(), none)).as(new String[] {place.name(), TEXT.name()}));
    return held.select(columns.toArray(Column[]::new));
  }

  private Optional<JsonPaths> paths() {
    return files.layout().jsonPaths();
  }

  private List<String> keysAndCorrupt() {
    return Stream.concat(keys.stream(), Stream.of(CORRUPT)).toList();
  }

  private static Column isCorrupt(Column object) {
    return object.isNull().or(object.getField(CORRUPT).isNotNull());
  }

  private static Column read(Column text, JsonPaths paths) {
    return from_json(text, paths.schema(), PERMISSIVE);
  }

  private static Column texts(Column text) {
    return from_json(text, TEXTS, PERMISSIVE);
  }
}
