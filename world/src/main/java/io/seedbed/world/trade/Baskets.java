package io.seedbed.world.trade;

import io.seedbed.world.calendar.Clock;
import io.seedbed.world.calendar.ShopCalendar;
import io.seedbed.world.lines.Text;
import io.seedbed.world.people.Account;
import io.seedbed.world.people.Kind;
import io.seedbed.world.people.Person;
import io.seedbed.world.random.Variates;
import io.seedbed.world.settings.TradeSettings;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/** Fills orders: what is in them, what is taken off, what goes back and what is never paid. */
final class Baskets {

  private static final double FAVOURITE_SHARE = 0.5;
  private static final double MORE_LINES = 0.3;
  private static final int MOST_LINES = 4;
  private static final double SECOND_ACCOUNT_SHARE = 0.35;
  private static final double COUPON_SHARE = 0.4;
  private static final double COUPON_PART = 0.2;
  private static final double RING_COUPON_PART = 0.6;
  private static final int LATEST_SECOND = 86_000;
  private static final int PAYING_SECONDS = 60;
  private static final double LEAST_PART = 0.1;
  private static final double MOST_PART = 0.6;
  private static final int WINDOW_DAYS = 30;
  private static final int LATE_DAYS = 45;
  private static final DateTimeFormatter ORDER_DAY =
      DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);

  private final ShopCalendar calendar;
  private final Clock clock;
  private final TradeSettings settings;

  Baskets(ShopCalendar calendar, Clock clock, TradeSettings settings) {
    this.calendar = calendar;
    this.clock = clock;
    this.settings = settings;
  }

  Order paid(
      Person person, int day, boolean isFirst, List<Account> accounts, SplittableRandom random) {
    boolean hasCoupon = person.kind().isRing() || (isFirst && random.nextDouble() < COUPON_SHARE);
    double takenOff = hasCoupon ? (person.kind().isRing() ? RING_COUPON_PART : COUPON_PART) : 0;
    List<Line> lines = lines(person, takenOff, random);
    int second = Math.min(LATEST_SECOND, second(person, random));
    long amount = lines.stream().mapToLong(Line::amountMinor).sum();
    int account = accounts.size() > 1 && random.nextDouble() < SECOND_ACCOUNT_SHARE ? 1 : 0;
    return new Order(
        orderId(day, random),
        person.id(),
        account,
        day,
        second,
        Order.Status.PAID,
        lines,
        hasCoupon,
        refund(person, day, second, amount, random));
  }

  /** Now and then an order before it that was not paid, or was closed. */
  Optional<Order> abandoned(Person person, Order paid, SplittableRandom random) {
    double part = random.nextDouble();
    if (part >= settings.unpaidShare() + settings.closedShare()) {
      return Optional.empty();
    }
    return Optional.of(
        new Order(
            orderId(paid.day(), random),
            person.id(),
            paid.account(),
            paid.day(),
            random.nextInt(paid.second() + 1),
            part < settings.unpaidShare() ? Order.Status.UNPAID : Order.Status.CLOSED,
            paid.lines(),
            paid.hasCoupon(),
            Optional.empty()));
  }

  private static List<Line> lines(Person person, double takenOff, SplittableRandom random) {
    List<Line> lines = new ArrayList<>();
    int favourite = Math.floorMod(person.id() * 31, Shelf.PRODUCTS.size());
    do {
      Product product =
          random.nextDouble() < FAVOURITE_SHARE
              ? Shelf.PRODUCTS.get(favourite)
              : Variates.any(Shelf.PRODUCTS, random);
      boolean isThere = lines.stream().anyMatch(line -> line.product().equals(product));
      int quantity =
          (int) Math.max(1, Math.round(person.traits().spending() * (1 + random.nextInt(2)) - 0.5));
      if (!isThere) {
        lines.add(new Line(product, quantity, Math.round(product.priceMinor() * (1 - takenOff))));
      }
    } while (lines.size() < MOST_LINES && random.nextDouble() < MORE_LINES);
    return lines;
  }

  private Optional<Refund> refund(
      Person person, int day, int second, long amount, SplittableRandom random) {
    double intent = person.intent(day);
    boolean isAbuse = random.nextDouble() < settings.abuseShare() * intent * intent;
    boolean isDisappointed = random.nextDouble() < settings.faultShare();
    boolean isPartial = random.nextDouble() < settings.partialShare();
    double part = LEAST_PART + (MOST_PART - LEAST_PART) * random.nextDouble();
    boolean isLate = random.nextDouble() < settings.lateRefundShare();
    int lateDays = WINDOW_DAYS + 1 + random.nextInt(LATE_DAYS);
    double soon = Variates.logNormal(settings.refundDays(), settings.refundSpread(), random);
    if (!isAbuse && !isDisappointed) {
      return Optional.empty();
    }
    int wait = isLate ? lateDays : (int) Math.min(WINDOW_DAYS, Math.max(1, soon));
    long back = isAbuse || !isPartial ? amount : Math.max(1, Math.round(amount * part));
    return Optional.of(
        new Refund(day + wait, Math.min(LATEST_SECOND, second + PAYING_SECONDS), back, isAbuse));
  }

  private int second(Person person, SplittableRandom random) {
    return person.kind() == Kind.OFFICE ? clock.workingSecond(random) : clock.second(random);
  }

  private String orderId(int day, SplittableRandom random) {
    return Text.of(
        "E%s%016d",
        calendar.dateOf(day).format(ORDER_DAY), random.nextLong(10_000_000_000_000_000L));
  }
}
