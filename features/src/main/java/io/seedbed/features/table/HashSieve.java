package io.seedbed.features.table;

import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.getbit;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftright;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Lets the rows through whose 64-bit hash is in a set, and a few others: the set is kept as bits, a
 * million masks of 64 at the most, so that it can be handed to every task however large it is. With
 * a million hashes in it, one row in seventy that need not passes; whoever goes on looks closely.
 */
public record HashSieve(Dataset<Row> masks) {

  /** The highest bits of a hash choose the mask, the lowest the bit in it. */
  private static final int BITS_BELOW_BUCKET = 44;

  private static final Field BUCKET =
      Field.count("_seedbed_bucket", "", "Highest bits of the hash", "哈希高位");
  private static final Field MASK =
      Field.count("_seedbed_mask", "", "A bit for each value of the lowest bits", "哈希低位集合");

  /** A sieve for the hashes of some rows; a row without one, null, is left out. */
  public static HashSieve of(Dataset<Row> rows, Column hash) {
    return new HashSieve(
        rows.where(hash.isNotNull())
            .groupBy(BUCKET.is(bucket(hash)))
            .agg(MASK.is(bit_or(Bits.only(hash)))));
  }

  /** A hash for a sieve; null of null. */
  public static Column hash(Field id) {
    return when(id.col().isNotNull(), xxhash64(id.col()));
  }

  /** The rows whose hash is in the set, without moving them. */
  public Dataset<Row> passed(Dataset<Row> rows, Column hash) {
    return joined(rows, hash, "left_semi");
  }

  /** The other rows, without moving them. */
  public Dataset<Row> stopped(Dataset<Row> rows, Column hash) {
    return joined(rows, hash, "left_anti");
  }

  private Dataset<Row> joined(Dataset<Row> rows, Column hash, String how) {
    Column isIn =
        bucket(hash)
            .equalTo(BUCKET.col())
            .and(getbit(MASK.col(), Bits.place(hash)).equalTo(lit(1)));
    return rows.join(broadcast(masks), isIn, how);
  }

  private static Column bucket(Column hash) {
    return shiftright(hash, BITS_BELOW_BUCKET);
  }
}
