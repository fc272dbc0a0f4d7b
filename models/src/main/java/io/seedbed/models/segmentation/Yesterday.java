package io.seedbed.models.segmentation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.table.Field;
import io.seedbed.features.user.UserFeatures;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What the night before said of a user, beside what tonight sees; null on a user's first night. */
final class Yesterday {

  private static final List<Field> FIELDS =
      List.of(
          UserSegments.SEGMENT,
          UserSegments.REPEAT_TYPE,
          UserSegments.IS_PROBLEM,
          UserSegments.IS_DISTRIBUTOR,
          UserSegments.IS_SPREADER,
          UserSegments.SMOOTHED_PROBLEM,
          UserSegments.SMOOTHED_DISTRIBUTOR,
          UserSegments.SMOOTHED_SPREADER,
          UserSegments.PROBLEM_SINCE,
          UserSegments.DISTRIBUTOR_SINCE,
          UserSegments.SPREADER_SINCE,
          UserSegments.LABEL_SINCE,
          UserSegments.LABEL_BEFORE,
          UserSegments.LABEL_CAUSE);

  /** A column of yesterday's row. */
  static Column of(Field field) {
    return col(named(field));
  }

  /** The leaf class of yesterday's row; null where that is from before labels had a history. */
  static Column leaf() {
    return when(
        of(UserSegments.LABEL_SINCE).isNotNull(),
        coalesce(of(UserSegments.REPEAT_TYPE), of(UserSegments.SEGMENT)));
  }

  /** Users beside their rows of the night before. */
  static Dataset<Row> beside(Dataset<Row> users, Optional<Dataset<Row>> userSegments) {
    if (userSegments.isEmpty()) {
      return users.withColumns(
          FIELDS.stream()
              .collect(Collectors.toMap(Yesterday::named, field -> field.orNull().isNull())));
    }
    Column[] columns =
        Stream.concat(
                Stream.of(UserSegments.USER_ID.col()),
                FIELDS.stream().map(field -> field.col().as(named(field))))
            .toArray(Column[]::new);
    return users.join(
        userSegments.get().select(columns), new String[] {UserFeatures.USER_ID.name()}, "left");
  }

  private static String named(Field field) {
    return "yesterday_" + field.name();
  }

  private Yesterday() {}
}
