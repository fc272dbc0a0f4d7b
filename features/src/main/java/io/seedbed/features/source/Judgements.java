package io.seedbed.features.source;

import static org.apache.spark.sql.functions.bit_count;
import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.table.Bits;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.HashSieve;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;

/**
 * What a row is worth beside others: which repeat another, and which stand on another's day. Looks
 * at few columns, and of many rows only at those that may not be the only ones of their kind.
 */
record Judgements(Sameness sameness, Reading reading) {

  static final Field IS_VALID =
      Field.flag("_seedbed_is_valid", "Whether nothing is wrong with the row itself", "是否有效");
  static final Field IS_REPEAT =
      Field.flag("_seedbed_is_repeat", "Whether it repeats a row that is kept", "是否重复");

  /** Where a row stands on the day of another; null where it stands on its own. */
  static final Field MOVED_TO =
      Field.date("_seedbed_moved_to", "Day of the first row of the same thing", "归属日").orNull();

  private static final Field HASH = Field.count("_seedbed_hash", "", "Hash of a row", "哈希");
  private static final Field ROWS = Field.count("_seedbed_rows", "rows", "Rows", "行数");
  private static final Field KINDS =
      Field.count("_seedbed_kinds", "", "A bit for each hash of a row", "行哈希集合");
  private static final Field FIRST_AT =
      Field.instant("_seedbed_first_at", "First event", "最早时间").orNull();
  private static final Field LAST_AT =
      Field.instant("_seedbed_last_at", "Last event", "最晚时间").orNull();

  /**
   * The rows that are no first of their kind or have been moved, among typed rows.
   *
   * <p>Costs two passes over the rows and moves a hash of each; the columns that tell rows apart
   * move only where a hash occurs twice.
   */
  Dataset<Row> exceptions(Dataset<Row> typed) {
    HashSieve sieve = HashSieve.of(suspicious(typed), HASH.col());
    return of(sieve.passed(typed, hash()).select(columns()))
        .where(IS_REPEAT.col().or(MOVED_TO.col().isNotNull()));
  }

  /** The columns a row is judged by. */
  Column[] columns() {
    return fields().stream().map(Field::col).toArray(Column[]::new);
  }

  List<Field> fields() {
    List<Field> columns = new ArrayList<>(List.of(LandedRows.FILE, LandedRows.ROW, IS_VALID));
    columns.addAll(sameness.columns());
    Stream.of(LandedRows.KIND, sameness.contract().eventTime())
        .filter(field -> !columns.contains(field))
        .forEach(columns::add);
    return columns;
  }

  /** Judges rows among which all are that share an entity; other columns stay. */
  Dataset<Row> of(Dataset<Row> rows) {
    Column place = row_number().over(sameness.keptFirst(IS_VALID.col()));
    // A conjunction would be moved below, and there take the place of every column it is made of.
    Column isRepeat = place.multiply(IS_VALID.col().cast(DataTypes.IntegerType)).gt(1);
    return sameness
        .sharedDay()
        .map(
            shared ->
                rows.repartition(shared.thing().col())
                    .withColumn(IS_REPEAT.name(), isRepeat)
                    .withColumn(MOVED_TO.name(), movedTo(shared)))
        .orElseGet(
            () ->
                rows.withColumn(IS_REPEAT.name(), isRepeat)
                    .withColumn(MOVED_TO.name(), MOVED_TO.isNull()));
  }

  private Column movedTo(SharedDay shared) {
    Column at = sameness.contract().eventTime().col();
    Column takesPart = IS_VALID.col().and(not(IS_REPEAT.col())).and(shared.takesPart());
    WindowSpec ofThing = Window.partitionBy(shared.thing().col());
    Column first = min(when(takesPart, struct(not(shared.comesFirst()), at))).over(ofThing);
    Column day = reading.dayOf(first.getField(sameness.contract().eventTime().name()));
    return when(takesPart.and(day.notEqual(reading.dayOf(at))), day);
  }

  private Column hash() {
    return sameness.sharedDay().isPresent() ? sameness.entityHash() : sameness.narrowHash();
  }

  private Dataset<Row> suspicious(Dataset<Row> typed) {
    return sameness.sharedDay().isPresent() ? mixed(typed) : repeated(typed);
  }

  private Dataset<Row> repeated(Dataset<Row> typed) {
    return typed
        .groupBy(HASH.is(hash()))
        .agg(ROWS.is(count(lit(1))))
        .where(ROWS.col().gt(1))
        .select(HASH.col());
  }

  /** Things with rows that may be the same or may stand on several days. */
  private Dataset<Row> mixed(Dataset<Row> typed) {
    Column at = sameness.contract().eventTime().col();
    Column mayRepeat = bit_count(KINDS.col()).lt(ROWS.col());
    Column spansDays = reading.dayOf(FIRST_AT.col()).notEqual(reading.dayOf(LAST_AT.col()));
    return typed
        .groupBy(HASH.is(hash()))
        .agg(
            ROWS.is(count(lit(1))),
            KINDS.is(bit_or(Bits.only(sameness.narrowHash()))),
            FIRST_AT.is(min(at)),
            LAST_AT.is(max(at)))
        .where(ROWS.col().gt(1).and(mayRepeat.or(coalesce(spansDays, lit(true)))))
        .select(HASH.col());
  }
}
