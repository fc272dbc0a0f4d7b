package io.seedbed.features.source;

import org.apache.spark.sql.Column;

/**
 * A reason to refuse a row.
 *
 * @param reason the reason code
 * @param holds whether the row is refused; unknown is no
 * @param value what was wrong, for whoever mends the source
 */
record Rejection(String reason, Column holds, Column value) {}
