package io.seedbed.world.trade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.seedbed.world.history.Arrival;
import io.seedbed.world.history.History;
import io.seedbed.world.people.Kind;
import io.seedbed.world.people.Person;
import io.seedbed.world.people.Wants;
import io.seedbed.world.testing.Worlds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShoppingTest {

  /** Long and without seasons, so that gaps are not cut off by the last day. */
  private static final History LONG =
      History.of(
          Worlds.plan(
              400,
              1_500,
              """
              calendar { strength = 0 }
              people.buying { gap-days = 20, gap-spread = 0.2, one-time-share = 0 }
              people.changing { share = 0 }
              contagion.organic { share = 1, days = 20 }
              trade.payments { unpaid-share = 0, closed-share = 0 }
              trade.experience { tolerance = 9 }
              """));

  @Test
  void gapsAreLogNormalAboutThePersonsOwnMedian() {
    double[] standardized = standardizedGaps();

    assertThat(standardized).hasSizeGreaterThan(1_500);
    assertThat(mean(standardized)).isCloseTo(0, within(0.06));
    assertThat(spread(standardized)).isCloseTo(1, within(0.06));
    assertThat(skewness(standardized)).isCloseTo(0, within(0.2));
  }

  @Test
  void exponentialGapsWouldNotPassForLogNormal() {
    SplittableRandom random = new SplittableRandom(1);
    double[] logarithms =
        IntStream.range(0, 5_000)
            .mapToDouble(at -> Math.log(-20 * Math.log(1 - random.nextDouble())))
            .toArray();

    assertThat(skewness(logarithms)).isLessThan(-0.8);
  }

  @Test
  void buyersDifferInHowRegularTheyAre() {
    assertThat(LONG.people().all())
        .extracting(person -> person.traits().gapDispersion())
        .anyMatch(dispersion -> dispersion < 0.4)
        .anyMatch(dispersion -> dispersion > 0.8);
  }

  @Test
  void nobodyOrdersBeforeTheDayAfterTheyCame() {
    History history = History.of(Worlds.plan(1_000, 200, 1, "base"));
    for (Arrival arrival : history.arrivals().all()) {
      assertThat(history.sales().of(arrival.person()))
          .allMatch(order -> order.day() > arrival.day());
    }
  }

  @Test
  void wantsDecideHowOftenSomebodyBuysAtMost() {
    History history = History.of(Worlds.plan(1_000, 200, 1, "base"));

    assertThat(paidBy(history, Wants.NOTHING)).containsOnly(0L);
    assertThat(paidBy(history, Wants.ONCE)).containsOnly(0L, 1L);
    assertThat(paidBy(history, Wants.MORE)).anyMatch(paid -> paid > 5);
  }

  @Test
  void theFirstDayIsThatOfTheFirstPaidOrder() {
    History history = History.of(Worlds.plan(1_000, 200, 1, "base"));
    for (Person person : history.people().all()) {
      List<Order> paid = history.sales().of(person.id()).stream().filter(Order::isPaid).toList();
      int expected = history.shopping().firstDay(person, history.spread().day(person.id()));
      assertThat(paid.isEmpty() ? io.seedbed.world.calendar.ShopCalendar.NEVER : paid.get(0).day())
          .isEqualTo(expected);
    }
  }

  @Test
  void badExperienceDrivesBuyersAway() {
    assertThat(ordersAt("trade.refunds { fault-share = 0.6, partial-share = 0 }"))
        .isLessThan((int) (0.7 * ordersAt("trade.refunds { fault-share = 0 }")));
  }

  @Test
  void someRefundsComeBehindTheUsualWindow() {
    History history = History.of(Worlds.plan(3_000, 240, 1, "high-refund"));
    List<Order> refunded =
        history.people().all().stream()
            .flatMap(person -> history.sales().of(person.id()).stream())
            .filter(order -> order.refund().isPresent())
            .toList();
    double late =
        refunded.stream()
                .filter(order -> order.refund().orElseThrow().day() - order.day() > 30)
                .count()
            / (double) refunded.size();

    assertThat(refunded).hasSizeGreaterThan(500);
    assertThat(late).isBetween(0.1, 0.2);
    assertThat(refunded)
        .allMatch(order -> order.refund().orElseThrow().amountMinor() <= order.amountMinor())
        .anyMatch(order -> order.refund().orElseThrow().amountMinor() < order.amountMinor());
  }

  @Test
  void officesBuyInBulk() {
    History history = History.of(Worlds.plan(2_000, 240, 1, "base"));
    double offices = meanAmount(history, Kind.OFFICE);

    assertThat(offices).isGreaterThan(5 * meanAmount(history, Kind.PERSON));
  }

  private static int ordersAt(String settings) {
    History history = History.of(Worlds.plan(1_000, 240, settings));
    return history.people().all().stream()
        .mapToInt(person -> history.sales().of(person.id()).size())
        .sum();
  }

  private static double meanAmount(History history, Kind kind) {
    return history.people().all().stream()
        .filter(person -> person.kind() == kind)
        .flatMap(person -> history.sales().of(person.id()).stream())
        .mapToLong(Order::amountMinor)
        .average()
        .orElseThrow();
  }

  private static List<Long> paidBy(History history, Wants wants) {
    return history.people().all().stream()
        .filter(person -> person.traits().wants() == wants)
        .map(person -> history.sales().of(person.id()).stream().filter(Order::isPaid).count())
        .toList();
  }

  /** Only gaps that no end of days could have cut off: the first three of each person. */
  private static double[] standardizedGaps() {
    List<Double> gaps = new ArrayList<>();
    for (Person person : LONG.people().all()) {
      List<Order> orders = LONG.sales().of(person.id());
      for (int at = 1; at < Math.min(orders.size(), 6); at++) {
        int gap = orders.get(at).day() - orders.get(at - 1).day();
        if (person.kind() == Kind.PERSON && orders.get(0).day() < 400) {
          gaps.add(
              (Math.log(Math.max(0.5, gap)) - Math.log(person.traits().gapDays()))
                  / person.traits().gapDispersion());
        }
      }
    }
    return gaps.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double mean(double[] numbers) {
    return Arrays.stream(numbers).average().orElseThrow();
  }

  private static double spread(double[] numbers) {
    return Math.sqrt(moment(numbers, 2));
  }

  private static double skewness(double[] numbers) {
    return moment(numbers, 3) / Math.pow(spread(numbers), 3);
  }

  private static double moment(double[] numbers, int power) {
    double mean = mean(numbers);
    return Arrays.stream(numbers).map(at -> Math.pow(at - mean, power)).average().orElseThrow();
  }
}
