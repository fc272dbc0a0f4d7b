package io.seedbed.features.source;

import io.seedbed.features.table.Field;
import org.apache.spark.sql.Column;

/**
 * Rows that stand on one day together: the accepted rows of one thing, on the day of its first.
 *
 * @param thing the input that names it, equal in rows that are the same row sent again
 * @param takesPart which rows have a part in it; the others stand on days of their own
 * @param comesFirst which of those come first, whatever their time
 */
record SharedDay(Field thing, Column takesPart, Column comesFirst) {}
