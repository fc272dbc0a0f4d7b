package io.seedbed.features.source;

import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.getbit;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftright;

import io.seedbed.features.table.Field;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Lets the rows through whose 64-bit hash is in a set, and a few others: the set is kept as bits, a
 * million masks of 64 at the most, so that it can be handed to every task however large it is. With
 * a million hashes in it, one row in seventy that need not passes; whoever goes on looks closely.
 */
record HashSieve(Dataset<Row> masks) {

  /** The highest bits of a hash choose the mask, the lowest the bit in it. */
  private static final int BITS_BELOW_BUCKET = 44;

  private static final Field BUCKET =
      Field.count("_seedbed_bucket", "", "Highest bits of the hash", "哈希高位");
  private static final Field MASK =
      Field.count("_seedbed_mask", "", "A bit for each value of the lowest bits", "哈希低位集合");

  /** A sieve for the hashes in the only column of a dataset. */
  static HashSieve of(Dataset<Row> hashes) {
    Column hash = hashes.col(hashes.columns()[0]);
    return new HashSieve(
        hashes.groupBy(BUCKET.is(bucket(hash))).agg(MASK.is(bit_or(Bits.only(hash)))));
  }

  /** The rows whose hash is in the set, without moving them. */
  Dataset<Row> passed(Dataset<Row> rows, Column hash) {
    Column isIn =
        bucket(hash)
            .equalTo(BUCKET.col())
            .and(getbit(MASK.col(), Bits.place(hash)).equalTo(lit(1)));
    return rows.join(broadcast(masks), isIn, "left_semi");
  }

  private static Column bucket(Column hash) {
    return shiftright(hash, BITS_BELOW_BUCKET);
  }
}
