package io.seedbed.features.source;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * The one way from raw rows to a landed table: map, type, derive, judge each row on its own, find
 * duplicates among the valid. The result depends on the rows and their positions alone, whether all
 * files are landed at once or some after the others.
 */
public final class Landing {

  private static final String VERDICT = "_seedbed_verdict";
  private static final String DATE =
      "(?<![0-9])((?:19|20)[0-9]{2})[-_.]?([0-9]{2})[-_.]?([0-9]{2})(?![0-9])";

  private final Table table;
  private final SourceContract contract;
  private final SourceMapping mapping;
  private final Reading reading;
  private final Map<Field, Column> derived = new LinkedHashMap<>();
  private final List<Rejection> rejections = new ArrayList<>();
  private UnaryOperator<Dataset<Row>> measures = rows -> rows;
  private Optional<SharedDay> sharedDay = Optional.empty();

  Landing(Table table, SourceContract contract, SourceMapping mapping, Reading reading) {
    this.table = table;
    this.contract = contract;
    this.mapping = mapping;
    this.reading = reading;
  }

  /** Adds columns to the typed rows that others are derived from. */
  Landing measuring(UnaryOperator<Dataset<Row>> added) {
    measures = added;
    return this;
  }

  /** Adds a column computed from the typed inputs, or replaces an input by it. */
  Landing deriving(Field field, Column value) {
    derived.put(field, value);
    return this;
  }

  /** Refuses rows for a reason of the contract's own, after the reasons of all contracts. */
  Landing rejecting(String reason, Column when, Function<GivenInputs, Column> value) {
    rejections.add(new Rejection(reason, given -> when, value));
    return this;
  }

  /** Lets accepted rows stand on the day of the first of them. */
  Landing standingTogether(SharedDay shared) {
    sharedDay = Optional.of(shared);
    return this;
  }

  /**
   * Lands the rows of all files of the source.
   *
   * <p>Costs three passes over the files, of which one reads all columns; rows stay where they are
   * read, so that files in the order of their days make a table in the order of its days. What
   * moves is a 64-bit hash of each row, and the key of those whose hash occurs twice.
   */
  public Dataset<Row> from(Dataset<Row> raw) {
    Dataset<Row> typed = typed(raw);
    return Amendments.of(judgements().exceptions(typed))
        .appliedTo(typed, ownDay())
        .select(table.columns());
  }

  /** What {@link #change} needs of raw rows. It reads them several times: who can keeps them. */
  public Dataset<Row> fresh(Dataset<Row> raw) {
    Column[] needed =
        Stream.concat(table.fields().stream(), judgements().fields().stream())
            .map(Field::name)
            .distinct()
            .map(functions::col)
            .toArray(Column[]::new);
    return typed(raw).select(needed);
  }

  /**
   * Lands rows of some files beside those landed before.
   *
   * <p>Costs one pass over the hashes of the landed table; of its rows, only those of the days that
   * change are read.
   *
   * @param fresh what {@link #fresh} makes of the rows of the files that are new or changed
   * @param landed the landed table as it is
   * @param withdrawn files whose landed rows no longer count: they are gone, or changed
   */
  public LandedChange change(
      Dataset<Row> fresh, Dataset<Row> landed, Collection<String> withdrawn) {
    return LandedChange.of(table, judgements(), ownDay(), fresh, landed, withdrawn);
  }

  /**
   * The files with rows that were refused because their time had not come, and now has: they are to
   * be landed again, so that the table is what all files landed at once would make.
   */
  public Dataset<Row> ripe(Dataset<Row> landed) {
    return landed
        .where(LandedRows.REASON.col().equalTo(Rejections.FUTURE))
        .where(contract.eventTime().col().lt(lit(reading.future())))
        .select(LandedRows.FILE.col())
        .distinct();
  }

  /** The rows as they are landed when none of them repeats another or moves to another's day. */
  private Dataset<Row> typed(Dataset<Row> raw) {
    GivenInputs given = new GivenInputs(contract, mapping, raw);
    Column verdict = new Rejections(contract, reading, rejections).verdict(given);
    return derive(measures.apply(new TypedInputs(contract, mapping, reading).of(given)))
        .withColumn(VERDICT, verdict)
        .withColumn(
            LandedRows.ROW_DIGEST.name(), LandedRows.ROW_DIGEST.is(sameness().digest(given)))
        .withColumns(landedColumns());
  }

  private Dataset<Row> derive(Dataset<Row> typed) {
    Map<String, Column> columns = new LinkedHashMap<>();
    derived.forEach((field, value) -> columns.put(field.name(), value.cast(field.type())));
    return typed.withColumns(columns);
  }

  private Map<String, Column> landedColumns() {
    Column verdict = col(VERDICT);
    Column isValid = verdict.isNull();
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put(Judgements.IS_VALID.name(), isValid);
    columns.put(
        LandedRows.STATUS.name(),
        when(isValid, LandedRows.ACCEPTED).otherwise(LandedRows.REJECTED));
    columns.put(LandedRows.REASON.name(), Rejections.reason(verdict));
    columns.put(LandedRows.OFFENDING_VALUE.name(), Rejections.value(verdict));
    columns.put(
        LandedRows.IS_ANONYMOUS.name(), RawRows.isReadable().and(contract.user().col().isNull()));
    columns.put(LandedRows.DAY.name(), ownDay());
    columns.put(LandedRows.ENTITY_HASH.name(), when(isValid, sameness().entityHash()));
    return columns;
  }

  /** Without a time, where a delivery has a file for each day: among its neighbours. */
  private Column ownDay() {
    Column named =
        concat_ws(
                "-",
                IntStream.rangeClosed(1, 3)
                    .mapToObj(group -> regexp_extract(LandedRows.FILE.col(), DATE, group))
                    .toArray(Column[]::new))
            .try_cast(DataTypes.DateType);
    return coalesce(reading.dayOf(contract.eventTime().col()), named);
  }

  private Judgements judgements() {
    return new Judgements(sameness(), reading);
  }

  private Sameness sameness() {
    return new Sameness(contract, mapping, sharedDay);
  }
}
