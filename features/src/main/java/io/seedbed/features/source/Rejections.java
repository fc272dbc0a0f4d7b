package io.seedbed.features.source;

import static org.apache.spark.sql.functions.char_length;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.left;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.table.Field;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Judges a row on its own; of several reasons to refuse it the first counts. */
record Rejections(SourceContract contract, Reading reading, List<Rejection> own) {

  /** The reason of rows whose time has not come: the one that goes away by itself. */
  static final String FUTURE = "future_date";

  private static final int LONGEST_VALUE = 200;
  private static final String REASON = "reason";
  private static final String VALUE = "value";

  /** The first reason to refuse a row and the value that was wrong; null for a valid row. */
  Column verdict(GivenInputs given) {
    List<Column> verdicts = new ArrayList<>();
    Column isUnreadable = RawRows.isReadable().equalTo(lit(false));
    verdicts.add(verdict(isUnreadable, RawRows.PROBLEM.col(), sizeOfUnreadable()));
    for (Rejection rejection : all()) {
      verdicts.add(
          verdict(
              rejection.holds().apply(given),
              lit(rejection.reason()),
              rejection.value().apply(given)));
    }
    return coalesce(verdicts.toArray(Column[]::new));
  }

  static Column reason(Column verdict) {
    return verdict.getField(REASON);
  }

  static Column value(Column verdict) {
    return verdict.getField(VALUE);
  }

  /**
   * A row that could not be read may hold a name, a phone number or what somebody said anywhere in
   * it: its size has to do, whatever the source.
   */
  private static Column sizeOfUnreadable() {
    return concat(char_length(RawRows.PROBLEM_VALUE.col()).cast("string"), lit(" characters"));
  }

  private List<Rejection> all() {
    List<Rejection> all = new ArrayList<>();
    contract.inputs().forEach(input -> all.addAll(of(input)));
    Field at = contract.eventTime();
    all.add(
        new Rejection(
            FUTURE, given -> at.col().geq(lit(reading.future())), given -> given.named(at)));
    all.addAll(own);
    return all;
  }

  private static List<Rejection> of(Field input) {
    List<Rejection> found = new ArrayList<>();
    if (!input.isNullable()) {
      found.add(
          new Rejection(
              "missing_" + input.name(), given -> given.of(input).isNull(), given -> lit(null)));
    }
    if (!input.accepted().isEmpty()) {
      found.add(
          new Rejection(
              "bad_value",
              given ->
                  lower(given.text(input)).isin(input.accepted().toArray()).equalTo(lit(false)),
              given -> given.named(input)));
    } else if (!input.type().equals(DataTypes.StringType)) {
      found.add(
          new Rejection(
              badReason(input.type()),
              given -> given.of(input).isNotNull().and(input.col().isNull()),
              given -> given.named(input)));
    }
    return found;
  }

  private static String badReason(DataType type) {
    if (type.equals(DataTypes.TimestampType)) {
      return "bad_date";
    }
    return type.equals(DataTypes.BooleanType) ? "bad_flag" : "bad_number";
  }

  private static Column verdict(Column holds, Column reason, Column value) {
    Column text = left(value.cast(DataTypes.StringType), lit(LONGEST_VALUE));
    return when(holds, struct(reason.as(REASON), text.as(VALUE)));
  }
}
