package io.seedbed.features.source;

import java.util.function.Function;
import org.apache.spark.sql.Column;

/**
 * A reason to refuse a row.
 *
 * @param reason the reason code
 * @param holds whether the row is refused; unknown is no
 * @param value what was wrong, for whoever mends the source
 */
record Rejection(
    String reason, Function<GivenInputs, Column> holds, Function<GivenInputs, Column> value) {}
