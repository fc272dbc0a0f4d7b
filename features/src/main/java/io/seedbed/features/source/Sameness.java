package io.seedbed.features.source;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.seedbed.features.table.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * What makes two valid rows of a source the same row sent again: the key of the contract, or all
 * columns where a row has none. Speaks of typed rows and of landed rows alike, which have the
 * columns it takes under the same names.
 */
record Sameness(SourceContract contract, SourceMapping mapping, Optional<SharedDay> sharedDay) {

  /** Rows without a key, and no others, stand under this hash until they are looked at whole. */
  private static final long WITHOUT_KEY = 0;

  private static final int SHA_BITS = 256;

  /** The columns beside place and validity that tell whether two rows are the same. */
  List<Field> columns() {
    List<Field> columns = new ArrayList<>(contract.key());
    columns.add(LandedRows.ROW_DIGEST);
    contract.updatedAt().ifPresent(columns::add);
    return columns;
  }

  /** Stands for the whole row where it has no key. */
  Column digest(GivenInputs given) {
    return canLackKey()
        ? when(hasKey().equalTo(lit(false)), sha2(given.whole(), SHA_BITS))
        : lit(null);
  }

  /** What may be sent again: the shared thing, else the key, else the row, as a hash. */
  Column entityHash() {
    return sharedDay.map(shared -> xxhash64(shared.thing().col())).orElseGet(this::rowHash);
  }

  /** The same of two rows that are the same; it looks at the whole row where there is no key. */
  Column rowHash() {
    Column ofRow = xxhash64(LandedRows.ROW_DIGEST.col());
    if (mapping.isKeyless()) {
      return ofRow;
    }
    return canLackKey() ? when(hasKey(), keyHash()).otherwise(ofRow) : keyHash();
  }

  /** The same of two rows that are the same, from few columns where most rows have a key. */
  Column narrowHash() {
    return canLackKey() && !mapping.isKeyless()
        ? when(hasKey(), keyHash()).otherwise(lit(WITHOUT_KEY))
        : rowHash();
  }

  /** The rows that are the same, the one to keep first. */
  WindowSpec keptFirst(Column isValid) {
    Column hasKey = hasKey();
    List<Column> same = new ArrayList<>(List.of(isValid));
    if (!mapping.isKeyless()) {
      contract.key().forEach(field -> same.add(field.col()));
    }
    same.add(LandedRows.ROW_DIGEST.col());
    List<Column> order = new ArrayList<>();
    contract.updatedAt().ifPresent(at -> order.add(when(hasKey, at.col()).desc_nulls_last()));
    order.add(when(hasKey, LandedRows.FILE.col()).desc_nulls_last());
    order.add(when(hasKey, LandedRows.ROW.col()).desc_nulls_last());
    order.add(LandedRows.FILE.col().asc());
    order.add(LandedRows.ROW.col().asc());
    return Window.partitionBy(same.toArray(Column[]::new)).orderBy(order.toArray(Column[]::new));
  }

  private Column keyHash() {
    return xxhash64(contract.key().stream().map(Field::col).toArray(Column[]::new));
  }

  private Column hasKey() {
    return mapping.isKeyless()
        ? lit(false)
        : contract.key().stream()
            .map(field -> field.col().isNotNull())
            .reduce(Column::or)
            .orElse(lit(false));
  }

  private boolean canLackKey() {
    return mapping.isKeyless() || contract.canLackKey();
  }
}
