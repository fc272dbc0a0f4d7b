package io.seedbed.models.segmentation;

import io.seedbed.features.table.Field;
import io.seedbed.features.testing.Spark;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.fit.BetaMixture;
import io.seedbed.models.fit.GammaPrior;
import io.seedbed.models.referral.Inviters;
import io.seedbed.models.testing.SegmentOracle;
import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Users made by hand: unremarkable but for what a test says of them. */
final class Users {

  static final RunDate RUN_DATE =
      new RunDate(LocalDate.of(2026, 6, 30), ZoneId.of("Asia/Shanghai"));

  static final SegmentationRules RULES = SegmentOracle.RULES;

  static final SegmentFits FITS =
      new SegmentFits(
          new ProblemPrior(BetaMixture.of(0.5, 4.5), 0.1, "p1"),
          new PurchaseGap(45, "g1"),
          new ShareRate(new GammaPrior(0.5, 2), 0.4, "s1"));

  private final List<Map<Field, Object>> features = new ArrayList<>();
  private final List<Row> inviters = new ArrayList<>();

  /** A known user who never bought, and whose sharing could be seen for twelve weeks. */
  Users user(String id, Object... fieldsAndValues) {
    Map<Field, Object> row = new LinkedHashMap<>();
    for (Field field : UserFeatures.TABLE.fields()) {
      row.put(field, field.isNullable() ? null : unremarkable(field));
    }
    row.put(UserFeatures.USER_ID, id);
    row.put(UserFeatures.RUN_DATE, Date.valueOf(RUN_DATE.day()));
    row.put(UserFeatures.EXPOSURE_WEEKS_90D, 12L);
    row.put(UserFeatures.IS_SHARING_OBSERVED, true);
    for (int i = 0; i < fieldsAndValues.length; i += 2) {
      row.put((Field) fieldsAndValues[i], fieldsAndValues[i + 1]);
    }
    features.add(row);
    return this;
  }

  /** A buyer of spotless orders, each on a day of its own. */
  Users buyer(String id, long purchaseDays, Object... fieldsAndValues) {
    List<Object> all =
        new ArrayList<>(
            List.of(
                UserFeatures.PURCHASE_DAYS,
                purchaseDays,
                UserFeatures.PAID_ORDERS,
                purchaseDays,
                UserFeatures.DECAYED_ORDERS,
                (double) purchaseDays,
                UserFeatures.FIRST_PURCHASE_DAY,
                daysAgo(20)));
    all.addAll(Arrays.asList(fieldsAndValues));
    return user(id, all.toArray());
  }

  /** A buyer of several days, some of whose orders went bad lately. */
  Users badBuyer(String id, long orders, long badOrders, Object... fieldsAndValues) {
    List<Object> all =
        new ArrayList<>(
            List.of(
                UserFeatures.PAID_ORDERS,
                orders,
                UserFeatures.DECAYED_ORDERS,
                (double) orders,
                UserFeatures.BAD_ORDERS,
                badOrders,
                UserFeatures.DECAYED_BAD_ORDERS,
                (double) badOrders));
    all.addAll(Arrays.asList(fieldsAndValues));
    return buyer(id, orders - badOrders, all.toArray());
  }

  Users inviting(String id, long qualified, long buying, long months) {
    inviters.add(
        RowFactory.create(
            Inviters.TABLE.fields().stream()
                .map(
                    field ->
                        field.equals(Inviters.USER_ID)
                            ? id
                            : field.equals(Inviters.QUALIFIED_INVITEES_180D)
                                ? qualified
                                : field.equals(Inviters.BUYING_INVITEES_180D)
                                    ? buying
                                    : field.equals(Inviters.BUYING_MONTHS_180D)
                                        ? months
                                        : unremarkable(field))
                .toArray()));
    return this;
  }

  static Date daysAgo(int days) {
    return Date.valueOf(RUN_DATE.day().minusDays(days));
  }

  Dataset<Row> features() {
    return Spark.session()
        .createDataFrame(
            features.stream().map(row -> RowFactory.create(row.values().toArray())).toList(),
            UserFeatures.TABLE.schema());
  }

  Optional<Dataset<Row>> inviters() {
    return Optional.of(Spark.session().createDataFrame(inviters, Inviters.TABLE.schema()));
  }

  /** The user's row where invites are an input. */
  static Row segmented(Users users) {
    return UserSegments.from(
            users.features(), users.inviters(), FITS, RULES, RUN_DATE, Optional.empty())
        .first();
  }

  /** The user's row where nothing shows who invited whom. */
  static Row segmentedWithoutInvites(Users users) {
    return UserSegments.from(
            users.features(), Optional.empty(), FITS, RULES, RUN_DATE, Optional.empty())
        .first();
  }

  /** Labels by user, where invites are an input; many users cost no more time than one. */
  Map<String, String> labels() {
    return rows().stream()
        .collect(Collectors.toMap(row -> row.getAs(UserSegments.USER_ID.name()), Users::label));
  }

  /** Users of whom a flag holds, in alphabetical order. */
  List<String> whoIs(Field flag) {
    return rows().stream()
        .filter(row -> row.<Boolean>getAs(flag.name()))
        .map(row -> row.<String>getAs(UserSegments.USER_ID.name()))
        .sorted()
        .toList();
  }

  List<Row> rows() {
    return UserSegments.from(features(), inviters(), FITS, RULES, RUN_DATE, Optional.empty())
        .collectAsList();
  }

  /** Segment and kind of repeat user, as "repeat/fan". */
  static String label(Row row) {
    String type = row.getAs(UserSegments.REPEAT_TYPE.name());
    String segment = row.getAs(UserSegments.SEGMENT.name());
    return type == null ? segment : segment + "/" + type;
  }

  private static Object unremarkable(Field field) {
    return switch (field.type().typeName()) {
      case "long" -> 0L;
      case "double" -> 0d;
      case "boolean" -> false;
      case "date" -> Date.valueOf(RUN_DATE.day());
      default -> "";
    };
  }
}
