package io.seedbed.features.source;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.HashSieve;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.Days;
import java.util.Collection;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What files that are new, changed or gone make of a landed table: the days on which something is
 * different, and all that stands on them from now on. The other days stay as they are.
 */
public final class LandedChange {

  private static final Field IS_FRESH =
      Field.flag("_seedbed_is_fresh", "Whether the row is of the files landed now", "是否新行");
  private static final Field WAS_REPEAT =
      Field.flag("_seedbed_was_repeat", "Whether it repeated another before", "原是否重复").orNull();
  private static final Field WAS_ON =
      Field.date("_seedbed_was_on", "Day it stood on before", "原业务日").orNull();

  private final Table table;
  private final Column ownDay;
  private final Dataset<Row> fresh;
  private final Dataset<Row> standing;
  private final Dataset<Row> judged;

  private LandedChange(
      Table table, Column ownDay, Dataset<Row> fresh, Dataset<Row> standing, Dataset<Row> judged) {
    this.table = table;
    this.ownDay = ownDay;
    this.fresh = fresh;
    this.standing = standing;
    this.judged = judged;
  }

  static LandedChange of(
      Table table,
      Judgements judgements,
      Column ownDay,
      Dataset<Row> fresh,
      Dataset<Row> landed,
      Collection<String> withdrawn) {
    Column isWithdrawn =
        withdrawn.isEmpty() ? lit(false) : LandedRows.FILE.col().isin(withdrawn.toArray());
    Dataset<Row> gone = landed.where(isWithdrawn);
    Dataset<Row> standing = landed.where(not(isWithdrawn));
    HashSieve touched =
        HashSieve.of(hashes(fresh).unionByName(hashes(gone)), LandedRows.ENTITY_HASH.col());
    Dataset<Row> suspects = touched.passed(standing, LandedRows.ENTITY_HASH.col());
    Dataset<Row> before =
        suspects
            .where(LandedRows.STATUS.col().notEqual(LandedRows.REJECTED))
            .withColumn(Judgements.IS_VALID.name(), lit(true))
            .select(
                with(
                    judgements.columns(),
                    IS_FRESH.is(lit(false)),
                    WAS_REPEAT.is(LandedRows.STATUS.col().equalTo(LandedRows.DUPLICATE)),
                    WAS_ON.is(LandedRows.DAY.col())));
    Dataset<Row> now =
        fresh.select(
            with(
                judgements.columns(),
                IS_FRESH.is(lit(true)),
                WAS_REPEAT.isNull(),
                WAS_ON.isNull()));
    Column day = coalesce(Judgements.MOVED_TO.col(), ownDay);
    Column isDifferent =
        IS_FRESH
            .col()
            .or(Judgements.IS_REPEAT.col().notEqual(WAS_REPEAT.col()))
            .or(day.notEqual(WAS_ON.col()));
    Dataset<Row> judged =
        judgements
            .of(now.unionByName(before))
            .where(isDifferent)
            .select(
                LandedRows.FILE.col(),
                LandedRows.ROW.col(),
                IS_FRESH.col(),
                Judgements.IS_REPEAT.col(),
                Judgements.MOVED_TO.col(),
                LandedRows.DAY.is(day),
                WAS_ON.col());
    Dataset<Row> left =
        gone.select(LandedRows.DAY.col())
            .distinct()
            .select(
                LandedRows.FILE.isNull(),
                LandedRows.ROW.isNull(),
                IS_FRESH.is(lit(true)),
                Judgements.IS_REPEAT.is(lit(false)),
                Judgements.MOVED_TO.isNull(),
                LandedRows.DAY.isNull(),
                WAS_ON.is(LandedRows.DAY.col()));
    return new LandedChange(table, ownDay, fresh, standing, judged.unionByName(left));
  }

  /**
   * One row per fresh row, per standing row that is judged anew, and per day that loses rows. Both
   * {@link #days} and {@link #rows} rest on it: who wants both keeps it in between.
   */
  public Dataset<Row> judged() {
    return judged;
  }

  /** The same change over its {@link #judged} rows as they were kept. */
  public LandedChange over(Dataset<Row> kept) {
    return new LandedChange(table, ownDay, fresh, standing, kept);
  }

  /** The days on which something is different; null where it is among rows without a day. */
  public Dataset<Row> days() {
    Column day = LandedRows.DAY.col();
    Column days =
        when(LandedRows.FILE.col().isNull(), array(WAS_ON.col()))
            .when(IS_FRESH.col(), array(day))
            .otherwise(array(day, WAS_ON.col()));
    return judged.select(explode(days).as(LandedRows.DAY.name())).distinct();
  }

  /** All rows of some days, among them {@link #days}, and all that have no day. */
  public Dataset<Row> rows(Days days) {
    Column day = LandedRows.DAY.col();
    Dataset<Row> kept = standing.where(days.include(day).or(day.isNull()));
    Column isAmended =
        not(IS_FRESH.col())
            .or(Judgements.IS_REPEAT.col())
            .or(Judgements.MOVED_TO.col().isNotNull());
    return Amendments.of(judged.where(isAmended))
        .appliedTo(kept.select(table.columns()).unionByName(fresh.select(table.columns())), ownDay)
        .select(table.columns());
  }

  private static Dataset<Row> hashes(Dataset<Row> rows) {
    return rows.select(LandedRows.ENTITY_HASH.col());
  }

  private static Column[] with(Column[] columns, Column... more) {
    return Stream.of(columns, more).flatMap(Stream::of).toArray(Column[]::new);
  }
}
