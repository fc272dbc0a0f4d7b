package io.seedbed.jobs.evaluate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;

import io.seedbed.features.facts.Orders;
import io.seedbed.features.identity.IdentityLinks;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.jobs.run.PublishedTables;
import io.seedbed.models.referral.Inviters;
import io.seedbed.models.seeds.SeedScores;
import io.seedbed.models.segmentation.UserSegments;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Reads what a night published of customers. */
final class PublishedNight {

  /** The tables that are judged, and what it takes to know whom they are about. */
  static final Set<Table> TABLES =
      Set.of(
          UserSegments.TABLE,
          SeedScores.TABLE,
          UserFeatures.TABLE,
          Inviters.TABLE,
          Orders.TABLE,
          IdentityLinks.TABLE);

  private final PublishedTables tables;
  private final RunDate runDate;

  PublishedNight(PublishedTables tables, RunDate runDate) {
    this.tables = tables;
    this.runDate = runDate;
  }

  JudgedNight judged(ShopTruth truth) {
    Map<String, JudgedCustomer> customers = customers();
    Map<String, String> links = links();
    return new JudgedNight(
        runDate.day(),
        customers,
        new Matching(
            truth, customerOfOrder(), customers.keySet(), id -> links.getOrDefault(id, id)));
  }

  /** Customers by what a shop could choose seeds by. */
  List<Choosable> choosable() {
    Dataset<Row> scored =
        tables
            .read(SeedScores.TABLE)
            .where(SeedScores.LIST.col().equalTo(SeedScores.SEEDS))
            .select(SeedScores.USER_ID.col(), SeedScores.RANK.col());
    Dataset<Row> invitees =
        tables.read(Inviters.TABLE).select(Inviters.USER_ID.col(), Inviters.BOUND_INVITEES.col());
    String[] user = {UserFeatures.USER_ID.name()};
    return tables
        .read(UserFeatures.TABLE)
        .join(scored, user, "left")
        .join(invitees, user, "left")
        .select(
            UserFeatures.USER_ID.col(),
            SeedScores.RANK.col(),
            UserFeatures.NET_SPEND_MINOR.col(),
            UserFeatures.MESSAGES.col(),
            coalesce(Inviters.BOUND_INVITEES.col(), lit(0L)))
        .collectAsList()
        .stream()
        .map(
            row ->
                new Choosable(
                    row.getString(0),
                    row.isNullAt(1) ? Long.MAX_VALUE : row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4)))
        .toList();
  }

  /** All that is known of a customer in numbers; unknown numbers are null. */
  Dataset<Row> features() {
    String[] user = {UserFeatures.USER_ID.name()};
    return tables
        .read(UserFeatures.TABLE)
        .join(tables.read(Inviters.TABLE).drop(Inviters.RUN_DATE.name()), user, "left")
        .join(
            tables
                .read(UserSegments.TABLE)
                .select(
                    UserSegments.USER_ID.col(),
                    UserSegments.P_PROBLEM.col(),
                    UserSegments.P_SPREADER.col(),
                    UserSegments.P_DISTRIBUTOR.col()),
            user,
            "left");
  }

  private Map<String, JudgedCustomer> customers() {
    Map<String, JudgedCustomer> customers = new HashMap<>();
    tables
        .read(UserSegments.TABLE)
        .select(
            UserSegments.USER_ID.col(),
            UserSegments.SEGMENT.col(),
            UserSegments.REPEAT_TYPE.col(),
            UserSegments.PROBABILITY.col(),
            UserSegments.P_PROBLEM.col(),
            UserSegments.P_SPREADER.col())
        .collectAsList()
        .forEach(
            row ->
                customers.put(
                    row.getString(0),
                    new JudgedCustomer(
                        row.getString(0),
                        Label.of(row.getString(1), row.getString(2)),
                        orNaN(row, 3),
                        orNaN(row, 4),
                        orNaN(row, 5))));
    return customers;
  }

  private Map<String, String> customerOfOrder() {
    return pairs(
        tables
            .read(Orders.TABLE)
            .where(
                Orders.USER_ID
                    .col()
                    .isNotNull()
                    .and(Orders.IS_PAID.col())
                    .and(runDate.isKnown(Orders.PAID_AT.col())))
            .select(Orders.ORDER_ID.col(), Orders.USER_ID.col()));
  }

  private Map<String, String> links() {
    return pairs(
        tables
            .read(IdentityLinks.TABLE)
            .where(
                runDate
                    .isKnown(IdentityLinks.VALID_FROM.col())
                    .and(IdentityLinks.VALID_TO.col().geq(lit(runDate.asOf()))))
            .select(IdentityLinks.SOURCE_USER_ID.col(), IdentityLinks.USER_ID.col()));
  }

  private static Map<String, String> pairs(Dataset<Row> rows) {
    Map<String, String> pairs = new HashMap<>();
    rows.collectAsList().forEach(row -> pairs.put(row.getString(0), row.getString(1)));
    return pairs;
  }

  private static double orNaN(Row row, int column) {
    return row.isNullAt(column) ? Double.NaN : row.getDouble(column);
  }
}
