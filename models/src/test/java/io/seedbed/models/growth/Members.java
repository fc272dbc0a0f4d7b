package io.seedbed.models.growth;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserAcquisition;
import io.seedbed.features.user.UserFeatures;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** What the cohorts read of members, made of acquisitions and user days. */
final class Members {

  /** Activity from all history. */
  static Dataset<Row> activity(
      Dataset<Row> acquisitions, Dataset<Row> userDays, GrowthRules rules, RunDate runDate) {
    return MemberActivity.from(
        new MemberActivity.Facts(acquisitions, userDays), rules, runDate, Optional.empty());
  }

  /** The few features that the cohorts look at. */
  static Dataset<Row> features(Dataset<Row> acquisitions, Dataset<Row> userDays, RunDate runDate) {
    Column isPurchase = UserDay.KEPT_ORDERS.col().gt(0);
    Column days = sort_array(collect_list(when(isPurchase, UserDay.DAY.col())));
    Dataset<Row> purchases =
        userDays
            .where(UserDay.DAY.col().leq(runDate.asColumn()))
            .groupBy(UserDay.USER_ID.col())
            .agg(
                UserFeatures.FIRST_PURCHASE_DAY.is(get(days, lit(0))),
                UserFeatures.SECOND_PURCHASE_DAY.is(get(days, lit(1))),
                UserFeatures.NET_SPEND_MINOR.is(sum(UserDay.NET_MINOR.col())));
    return completed(
        UserFeatures.TABLE,
        acquisitions
            .select(UserAcquisition.USER_ID.col())
            .join(purchases, new String[] {UserFeatures.USER_ID.name()}, "left")
            .withColumn(
                UserFeatures.NET_SPEND_MINOR.name(),
                coalesce(UserFeatures.NET_SPEND_MINOR.col(), lit(0L))));
  }

  /** The rows with the table's other columns empty, as no cohort looks at them. */
  static Dataset<Row> completed(Table table, Dataset<Row> rows) {
    List<String> given = List.of(rows.columns());
    return rows.select(
        table.fields().stream()
            .map(field -> given.contains(field.name()) ? field.col() : empty(field))
            .toArray(Column[]::new));
  }

  private static Column empty(Field field) {
    return field.is(
        field.type().equals(DataTypes.LongType)
            ? lit(0)
            : field.type().equals(DataTypes.BooleanType) ? lit(false) : lit(null));
  }

  private Members() {}
}
