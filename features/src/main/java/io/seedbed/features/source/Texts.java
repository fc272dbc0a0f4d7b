package io.seedbed.features.source;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.to_utc_timestamp;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.try_to_timestamp;
import static org.apache.spark.sql.functions.when;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** How the text of an input becomes a typed value; null where it says none. */
final class Texts {

  private static final List<String> BLANKS =
      List.of(" ", "\t", "\r", "\n", "\u00a0", "\u3000", "\ufeff");
  private static final String EPOCH_SECONDS = "epoch-seconds";
  private static final String EPOCH_MILLIS = "epoch-millis";
  private static final DataType EPOCH = DataTypes.createDecimalType(20, 6);

  /** The text without blanks around it; null where nothing is left. */
  static Column trimmed(Column text) {
    // Trimming looks at every character of a text; hardly any has a blank at an end.
    Column hasBlank =
        BLANKS.stream()
            .map(blank -> text.startsWith(blank).or(text.endsWith(blank)))
            .reduce(Column::or)
            .orElseThrow();
    Column blanks = lit(String.join("", BLANKS));
    return nullif(when(hasBlank, trim(text, blanks)).otherwise(text), lit(""));
  }

  /** A number of the given decimal or integral type. */
  static Column number(Column text, DataType type) {
    return text.try_cast(type);
  }

  /** The yes and no of the exports seen so far. */
  static Column flag(Column text) {
    Column word = lower(text);
    return when(word.isin("true", "t", "yes", "y", "1", "是"), lit(true))
        .when(word.isin("false", "f", "no", "n", "0", "否"), lit(false));
  }

  /**
   * An instant. Text with an offset of its own says which; other text is local to the zone, where
   * of two instants with one local time (clocks set back) the earlier is meant.
   */
  static Column instant(Column text, Optional<String> format, ZoneId zone) {
    return format
        .map(
            pattern ->
                switch (pattern) {
                  case EPOCH_SECONDS -> sinceEpoch(text, 1_000_000);
                  case EPOCH_MILLIS -> sinceEpoch(text, 1_000);
                  default -> patterned(text, pattern, zone);
                })
        .orElseGet(() -> iso(text, zone));
  }

  /**
   * Spark would read '2011' as its first of January and '12:30' as today: both are no date here.
   */
  private static Column iso(Column text, ZoneId zone) {
    Column isDate = text.rlike("^\\d{4}-\\d{1,2}-\\d{1,2}([T ]|$)");
    Column hasOffset = text.rlike("\\d{1,2}:\\d{2}.*(Z|[+-]\\d{2}(:?\\d{2})?|UTC|GMT)$");
    Column at = text.try_cast(DataTypes.TimestampType);
    return when(isDate, when(hasOffset, at).otherwise(to_utc_timestamp(at, zone.getId())));
  }

  private static Column patterned(Column text, String pattern, ZoneId zone) {
    Column at = try_to_timestamp(text, lit(pattern));
    boolean hasZone = pattern.replaceAll("'[^']*'", "").matches(".*[VzOXxZ].*");
    return hasZone ? at : to_utc_timestamp(at, zone.getId());
  }

  private static Column sinceEpoch(Column text, int microsInOne) {
    Column micros = text.try_cast(EPOCH).multiply(lit(microsInOne));
    return timestamp_micros(micros.try_cast(DataTypes.LongType));
  }

  private Texts() {}
}
