package io.seedbed.features.source;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.table.Field;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/** Gives the inputs of a source the types of its contract; null where a text is no such value. */
record TypedInputs(SourceContract contract, SourceMapping mapping, Reading reading) {

  private static final Instant FIRST_WRITTEN = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST_WRITTEN = Instant.parse("9999-12-31T23:59:59.999999Z");

  /** The given rows with every input of the contract under its own name. */
  Dataset<Row> of(GivenInputs given) {
    Map<String, Column> typed = new LinkedHashMap<>();
    contract.inputs().forEach(input -> typed.put(input.name(), typed(given, input)));
    return given.rows().withColumns(typed);
  }

  private Column typed(GivenInputs given, Field input) {
    DataType type = input.type();
    if (type.equals(DataTypes.TimestampType)) {
      return instant(given, input);
    }
    if (type.equals(DataTypes.BooleanType)) {
      return given.typeOf(input).isPresent() ? given.of(input) : Texts.flag(given.text(input));
    }
    if (type instanceof DecimalType decimal) {
      Column number = Texts.number(given.of(input), decimal);
      boolean isMinor = mapping.of(input.name()).map(InputMapping::isMinor).orElse(false);
      return isMinor ? number.multiply(lit(reading.minorUnit())).try_cast(decimal) : number;
    }
    Column text = given.text(input);
    return input.accepted().isEmpty() ? text : accepted(input, lower(text));
  }

  /**
   * What cannot be written with a year of four digits is no date, whatever the files take it for.
   */
  private Column instant(GivenInputs given, Field input) {
    return given.typeOf(input).isPresent()
        ? when(given.of(input).between(FIRST_WRITTEN, LAST_WRITTEN), given.of(input))
        : Texts.instant(
            given.text(input), mapping.of(input.name()).flatMap(InputMapping::format), zone(input));
  }

  /** Only a declared value; a kind that may be left out is the contract's first. */
  private Column accepted(Field input, Column word) {
    boolean hasDefault = input.isNullable() && input.name().equals(LandedRows.KIND.name());
    Column absent = hasDefault ? when(RawRows.isReadable(), contract.kinds().get(0)) : lit(null);
    return when(word.isNull(), absent).when(word.isin(input.accepted().toArray()), word);
  }

  private ZoneId zone(Field input) {
    return mapping
        .of(input.name())
        .flatMap(InputMapping::zone)
        .or(mapping::zone)
        .orElseGet(reading::zone);
  }
}
