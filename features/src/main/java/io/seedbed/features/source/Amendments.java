package io.seedbed.features.source;

import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.getbit;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftright;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.seedbed.features.table.Bits;
import io.seedbed.features.table.Field;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Judgements on single rows, packed so that they can be handed to every task and rows need not move
 * to meet them: one entry for 64 rows of a file, and only where one of them is judged. However many
 * rows are judged, there are no more entries than a 64th of all rows.
 */
record Amendments(Dataset<Row> entries) {

  private static final Field PLACE =
      Field.count("_seedbed_place", "", "Hash of file and block", "文件与块的哈希");
  private static final Field FILE = Field.text("_seedbed_amended_file", "File", "来源文件");
  private static final Field BLOCK = Field.count("_seedbed_block", "", "64 rows", "块号");
  private static final Field JUDGED =
      Field.count("_seedbed_judged", "", "Rows of the block that are judged", "有判定的行");
  private static final Field REPEATED =
      Field.count("_seedbed_repeated", "", "Those of them that repeat another", "其中的重复行");
  private static final Field MOVED =
      Field.count("_seedbed_moved", "", "Those of them that stand on another's day", "其中归属他日的行");
  private static final Field DAYS =
      Field.of(
          "_seedbed_days",
          DataTypes.createArrayType(DataTypes.DateType),
          "The days of the moved rows, in the order of the rows",
          "归属日");

  /** Packs judged rows. */
  static Amendments of(Dataset<Row> judged) {
    Column row = LandedRows.ROW.col();
    Column isMoved = Judgements.MOVED_TO.col().isNotNull();
    Column only = Bits.only(row);
    Column moved = collect_list(when(isMoved, struct(row, Judgements.MOVED_TO.col())));
    return new Amendments(
        judged
            .groupBy(FILE.is(LandedRows.FILE.col()), BLOCK.is(block(row)))
            .agg(
                JUDGED.is(bit_or(only)),
                REPEATED.is(bit_or(when(Judgements.IS_REPEAT.col(), only).otherwise(lit(0L)))),
                MOVED.is(bit_or(when(isMoved, only).otherwise(lit(0L)))),
                DAYS.is(
                    transform(
                        sort_array(moved), each -> each.getField(Judgements.MOVED_TO.name()))))
            .withColumn(PLACE.name(), place(FILE.col(), BLOCK.col())));
  }

  /**
   * The rows with the status and the day that they are judged to have; what is not judged stays.
   *
   * @param ownDay the day of a row that is judged and not moved
   */
  Dataset<Row> appliedTo(Dataset<Row> rows, Column ownDay) {
    Column row = LandedRows.ROW.col();
    Column isMine =
        place(LandedRows.FILE.col(), block(row))
            .equalTo(PLACE.col())
            .and(LandedRows.FILE.col().equalTo(FILE.col()))
            .and(block(row).equalTo(BLOCK.col()));
    Column movedTo = get(DAYS.col(), Bits.countBelow(row, MOVED.col()));
    return rows.join(broadcast(entries), isMine, "left")
        .withColumn(
            LandedRows.STATUS.name(),
            when(isIn(REPEATED), LandedRows.DUPLICATE)
                .when(isIn(JUDGED), LandedRows.ACCEPTED)
                .otherwise(LandedRows.STATUS.col()))
        .withColumn(
            LandedRows.DAY.name(),
            when(isIn(MOVED), movedTo).when(isIn(JUDGED), ownDay).otherwise(LandedRows.DAY.col()));
  }

  private static Column isIn(Field set) {
    return getbit(set.col(), Bits.place(LandedRows.ROW.col())).equalTo(lit(1));
  }

  private static Column block(Column row) {
    return shiftright(row, Bits.PLACE_BITS);
  }

  private static Column place(Column file, Column block) {
    return xxhash64(file, block);
  }
}
