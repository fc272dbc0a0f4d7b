package io.seedbed.features.user;

import static io.seedbed.features.testing.ChangingFacts.changed;
import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.facts.Invites;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.facts.Orders;
import io.seedbed.features.facts.RestatedOrders;
import io.seedbed.features.table.Base;
import io.seedbed.features.table.Difference;
import io.seedbed.features.table.Table;
import io.seedbed.features.testing.ChangingFacts;
import io.seedbed.features.testing.DatasetAssert;
import io.seedbed.features.testing.RandomFacts;
import io.seedbed.features.testing.Spark;
import io.seedbed.features.time.Days;
import io.seedbed.features.time.RunDate;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nights that build the days that changed and carry the rest forward, against the same nights built
 * from all history.
 */
class CarriedForwardTest {

  private static final FeatureRules RULES = new FeatureRules(30, 180, 7, 180, 60, 45);
  private static final List<LocalDate> NIGHTS =
      List.of("2024-06-20", "2024-07-31", "2024-08-02", "2024-09-04").stream()
          .map(LocalDate::parse)
          .toList();

  /** More with {@code -Dseedbed.sequences=200}. */
  private static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("seedbed.sequences", 1));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aNightThatGoesOnHoldsWhatAFullBuildHolds(long seed) {
    ChangingFacts facts = ChangingFacts.of(seed);
    Night night = Night.full(facts.by(NIGHTS.get(0)), NIGHTS.get(0));
    int carried = 0;
    for (LocalDate day : NIGHTS.subList(1, NIGHTS.size())) {
      RandomFacts now = facts.by(day);
      night = night.next(now, day);
      carried += night.areTotalsCarried() ? 1 : 0;
      Night full = Night.full(now, day);
      same(night, full, Night::orders, "orders");
      same(night, full, Night::values, "order values");
      same(night, full, Night::userDays, "user days");
      same(night, full, Night::firstMessages, "first messages");
      same(night, full, Night::acquisitions, "acquisitions");
      same(night, full, Night::totals, "totals");
      same(night, full, Night::features, "features");
    }
    assertThat(carried).as("nights that went on from earlier totals").isPositive();
  }

  private static void same(
      Night night, Night full, Function<Night, Dataset<Row>> table, String name) {
    DatasetAssert.assertThat(table.apply(night))
        .as("%s of %s", name, night.day())
        .hasSameRowsAs(table.apply(full));
  }

  /**
   * One night's tables.
   *
   * @param areTotalsCarried whether totals are those of an earlier night, or go on from them
   */
  private record Night(
      LocalDate day,
      RandomFacts facts,
      Dataset<Row> orders,
      Dataset<Row> values,
      Dataset<Row> userDays,
      Dataset<Row> firstMessages,
      Dataset<Row> acquisitions,
      Dataset<Row> totals,
      boolean areTotalsCarried,
      Dataset<Row> features) {

    /** Built from all history; features do without totals. */
    static Night full(RandomFacts facts, LocalDate day) {
      RunDate runDate = facts.runDate().on(day);
      Dataset<Row> orders = stored(Orders.from(facts.orderLines(), Days.ALL));
      Dataset<Row> values =
          stored(
              OrderValues.from(
                  orders, facts.refunds(), facts.complaints(), facts.appeals(), runDate, Days.ALL));
      Dataset<Row> userDays =
          stored(UserDay.from(values, facts.chatMessages(), facts.shares(), runDate, Days.ALL));
      Dataset<Row> firstMessages =
          stored(FirstMessages.from(facts.chatMessages(), runDate, Optional.empty()));
      Dataset<Row> acquisitions =
          stored(acquisitions(facts, firstMessages, orders, runDate, Optional.empty()));
      return new Night(
          day,
          facts,
          orders,
          values,
          userDays,
          firstMessages,
          acquisitions,
          stored(UserTotals.from(userDays, RULES, day, Optional.empty())),
          false,
          stored(features(day, facts, userDays, firstMessages, acquisitions, Optional.empty())));
    }

    Night next(RandomFacts now, LocalDate today) {
      RunDate runDate = now.runDate().on(today);
      Days entered = Days.between(day, today);
      Days orderDays = entered.and(changed(facts.orderLines(), now.orderLines()));
      Dataset<Row> nextOrders =
          replaced(Orders.TABLE, orders, orderDays, Orders.from(now.orderLines(), orderDays));
      Days valueDays = orderDays.and(restated(now, nextOrders, runDate));
      Dataset<Row> nextValues =
          replaced(
              OrderValues.TABLE,
              values,
              valueDays,
              OrderValues.from(
                  nextOrders, now.refunds(), now.complaints(), now.appeals(), runDate, valueDays));
      Days chatDays = entered.and(changed(facts.chatMessages(), now.chatMessages()));
      Days userDayDays = valueDays.and(chatDays).and(changed(facts.shares(), now.shares()));
      Dataset<Row> nextUserDays =
          replaced(
              UserDay.TABLE,
              userDays,
              userDayDays,
              UserDay.from(nextValues, now.chatMessages(), now.shares(), runDate, userDayDays));
      Dataset<Row> nextFirstMessages =
          goneOn(
              FirstMessages.TABLE,
              firstMessages,
              chatDays,
              today,
              base -> FirstMessages.from(now.chatMessages(), runDate, base));
      Dataset<Row> nextAcquisitions =
          goneOn(
              UserAcquisition.TABLE,
              acquisitions,
              orderDays.and(chatDays).and(newlyAcquired(now, runDate)),
              today,
              base -> acquisitions(now, nextFirstMessages, nextOrders, runDate, base));
      LocalDate settled = UserTotals.settledDay(day, RULES);
      boolean areCarried = !userDayDays.reach(settled) && UserTotals.serve(today, day, RULES);
      Dataset<Row> nextTotals =
          areCarried && settled.equals(UserTotals.settledDay(today, RULES))
              ? totals
              : stored(
                  UserTotals.from(
                      nextUserDays,
                      RULES,
                      today,
                      Optional.of(new Base(settled, totals)).filter(base -> areCarried)));
      Base base = new Base(UserTotals.settledDay(today, RULES), nextTotals);
      return new Night(
          today,
          now,
          nextOrders,
          nextValues,
          nextUserDays,
          nextFirstMessages,
          nextAcquisitions,
          nextTotals,
          areCarried,
          stored(
              features(
                  today,
                  now,
                  nextUserDays,
                  nextFirstMessages,
                  nextAcquisitions,
                  Optional.of(base))));
    }

    private static Dataset<Row> features(
        LocalDate day,
        RandomFacts facts,
        Dataset<Row> userDays,
        Dataset<Row> firstMessages,
        Dataset<Row> acquisitions,
        Optional<Base> totals) {
      UserFeatures.Sources sources = facts.sources(acquisitions, userDays, firstMessages, true);
      return UserFeatures.from(sources, RULES, facts.runDate().on(day), totals);
    }

    private Days restated(RandomFacts now, Dataset<Row> nextOrders, RunDate runDate) {
      RestatedOrders.Claims claims =
          new RestatedOrders.Claims(
              facts.refunds(),
              now.refunds(),
              facts.complaints(),
              now.complaints(),
              facts.appeals(),
              now.appeals(),
              day);
      return collected(RestatedOrders.days(nextOrders, claims, runDate));
    }

    /** Joins on their day, and invites on the day they were sent and the day they were accepted. */
    private Days newlyAcquired(RandomFacts now, RunDate runDate) {
      Dataset<Row> otherInvites =
          Difference.between(facts.invites(), now.invites(), Invites.TABLE.columns());
      return changed(facts.memberships(), now.memberships())
          .and(changed(facts.invites(), now.invites()))
          .and(
              collected(
                  otherInvites
                      .filter(Invites.JOINED_AT.col().isNotNull())
                      .select(runDate.dayOf(Invites.JOINED_AT.col()))
                      .distinct()));
    }

    private static Dataset<Row> acquisitions(
        RandomFacts facts,
        Dataset<Row> firstMessages,
        Dataset<Row> orders,
        RunDate runDate,
        Optional<Base> base) {
      return UserAcquisition.from(
          facts.memberships(), facts.invites(), firstMessages, orders, runDate, RULES, base);
    }

    private static Dataset<Row> goneOn(
        Table table,
        Dataset<Row> before,
        Days changed,
        LocalDate today,
        Function<Optional<Base>, Dataset<Row>> from) {
      LocalDate last = changed.first().orElseThrow().minusDays(1);
      Column isKept = table.clustering().orElseThrow().col().leq(last);
      Base base = new Base(last, before.filter(isKept));
      return replaced(table, before, Days.between(last, today), from.apply(Optional.of(base)));
    }
  }

  private static Dataset<Row> replaced(
      Table table, Dataset<Row> before, Days days, Dataset<Row> built) {
    Column isReplaced = days.include(table.clustering().orElseThrow().col());
    Dataset<Row> rows = stored(built);
    assertThat(rows.filter(isReplaced.equalTo(false)).collectAsList())
        .as("rows of %s on days that were not asked for", table.name())
        .isEmpty();
    return stored(before.filter(isReplaced.equalTo(false)).unionByName(rows));
  }

  private static Days collected(Dataset<Row> days) {
    return Days.of(
        days.collectAsList().stream()
            .map(row -> row.<Date>getAs(0).toLocalDate())
            .collect(Collectors.toSet()));
  }

  private static Dataset<Row> stored(Dataset<Row> built) {
    return Spark.session().createDataFrame(built.collectAsList(), built.schema());
  }
}
