package io.seedbed.models.segmentation;

import io.seedbed.features.table.Field;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One reason for a label: the rule it belongs to, the user's value, the threshold it was held
 * against and the signed margin (positive: the value speaks for the label).
 */
public final class Reason {

  public static final Field RULE =
      Field.text(
          "rule",
          "Rule and measure; or appeal_, the ruling, a colon and the appeal",
          "规则；或 appeal_ 加裁定与申诉编号");
  public static final Field VALUE = Field.real("value", "", "Value of the user", "值").orNull();
  public static final Field THRESHOLD =
      Field.real("threshold", "", "What it was held against", "阈值").orNull();
  public static final Field MARGIN =
      Field.real("margin", "", "Signed distance, positive in favour", "差额").orNull();

  private static final Field WEAKNESS = Field.real("weakness", "", "Sort order", "排序");

  /** A list of reasons, strongest first. */
  public static final DataType LIST =
      DataTypes.createArrayType(
          new StructType()
              .add(RULE.name(), RULE.type(), true)
              .add(VALUE.name(), VALUE.type(), true)
              .add(THRESHOLD.name(), THRESHOLD.type(), true)
              .add(MARGIN.name(), MARGIN.type(), true),
          true);

  /** A reason whose margin is {@code value − threshold}. */
  public static Column atLeast(String rule, Column value, Column threshold) {
    return functions.struct(
        RULE.is(functions.lit(rule)),
        VALUE.is(value),
        THRESHOLD.is(threshold),
        MARGIN.is(value.minus(threshold)));
  }

  /** A reason whose margin is {@code threshold − value}. */
  public static Column below(String rule, Column value, Column threshold) {
    return functions.struct(
        RULE.is(functions.lit(rule)),
        VALUE.is(value),
        THRESHOLD.is(threshold),
        MARGIN.is(threshold.minus(value)));
  }

  /** A reason that is no measure held against a threshold. */
  static Column of(Column rule) {
    return functions.struct(RULE.is(rule), VALUE.isNull(), THRESHOLD.isNull(), MARGIN.isNull());
  }

  /** Three reasons at most, of which one comes first. */
  static Column led(Column first, Column reasons) {
    return functions.slice(functions.concat(functions.array(first), reasons), 1, 3);
  }

  /**
   * The three reasons with the widest margins, measured in thresholds. Nulls are left out, and so
   * is a measure on the wrong side of its threshold: the label does not rest on it.
   */
  static Column strongest(Column... reasons) {
    Column ranked =
        functions.transform(
            functions.filter(
                functions.array(reasons), reason -> reason.getField(MARGIN.name()).geq(0)),
            reason ->
                functions.struct(
                    WEAKNESS.is(functions.negate(relativeMargin(reason))),
                    part(reason, RULE),
                    part(reason, VALUE),
                    part(reason, THRESHOLD),
                    part(reason, MARGIN)));
    return functions.transform(
        functions.slice(functions.sort_array(ranked), 1, 3),
        reason ->
            functions.struct(
                part(reason, RULE),
                part(reason, VALUE),
                part(reason, THRESHOLD),
                part(reason, MARGIN)));
  }

  private static Column relativeMargin(Column reason) {
    Column threshold = reason.getField(THRESHOLD.name());
    return reason
        .getField(MARGIN.name())
        .divide(functions.when(threshold.gt(0), threshold).otherwise(functions.lit(1d)));
  }

  private static Column part(Column reason, Field field) {
    return reason.getField(field.name()).as(field.name());
  }

  private Reason() {}
}
