package io.seedbed.world.trade;

import io.seedbed.world.calendar.Clock;
import io.seedbed.world.calendar.ShopCalendar;
import io.seedbed.world.lines.Text;
import io.seedbed.world.people.Account;
import io.seedbed.world.people.Kind;
import io.seedbed.world.people.Person;
import io.seedbed.world.random.Variates;
import io.seedbed.world.settings.Product;
import io.seedbed.world.settings.TradeSettings;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/** Fills orders: what is in them, what is taken off, what goes back and what is never paid. */
final class Baskets {

  /** What is ordered after it would be paid on the next day. */
  private static final int LATEST_SECOND = 86_000;

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
    TradeSettings.Coupons coupons = settings.coupons();
    boolean hasCoupon =
        person.kind().isRing() || (isFirst && random.nextDouble() < coupons.share());
    double part = person.kind().isRing() ? coupons.ringPart() : coupons.part();
    List<Line> lines = lines(person, hasCoupon ? part : 0, random);
    int second = Math.min(LATEST_SECOND, second(person, random));
    long amount = lines.stream().mapToLong(Line::amountMinor).sum();
    boolean isBySecond =
        accounts.size() > 1 && random.nextDouble() < settings.baskets().secondAccountShare();
    return new Order(
        orderId(day, random),
        person.id(),
        isBySecond ? 1 : 0,
        day,
        second,
        Order.Status.PAID,
        lines,
        hasCoupon,
        refund(person, day, second, amount, random));
  }

  /** Now and then an order before it that was not paid, or was closed. */
  Optional<Order> abandoned(Person person, Order paid, SplittableRandom random) {
    TradeSettings.Payments payments = settings.payments();
    double part = random.nextDouble();
    if (part >= payments.unpaidShare() + payments.closedShare()) {
      return Optional.empty();
    }
    return Optional.of(
        new Order(
            orderId(paid.day(), random),
            person.id(),
            paid.account(),
            paid.day(),
            random.nextInt(paid.second() + 1),
            part < payments.unpaidShare() ? Order.Status.UNPAID : Order.Status.CLOSED,
            paid.lines(),
            paid.hasCoupon(),
            Optional.empty()));
  }

  private List<Line> lines(Person person, double takenOff, SplittableRandom random) {
    TradeSettings.Baskets baskets = settings.baskets();
    List<Product> products = settings.products();
    List<Line> lines = new ArrayList<>();
    int favourite = Math.floorMod(person.id() * 31, products.size());
    do {
      Product product =
          random.nextDouble() < baskets.favouriteShare()
              ? products.get(favourite)
              : Variates.any(products, random);
      boolean isThere = lines.stream().anyMatch(line -> line.product().equals(product));
      int usual = Variates.between(1, baskets.quantityMost(), random);
      int quantity = (int) Math.max(1, Math.round(person.traits().spending() * usual - 0.5));
      if (!isThere) {
        lines.add(new Line(product, quantity, Math.round(product.priceMinor() * (1 - takenOff))));
      }
    } while (lines.size() < baskets.linesMost() && random.nextDouble() < baskets.moreLinesShare());
    return lines;
  }

  private Optional<Refund> refund(
      Person person, int day, int second, long amount, SplittableRandom random) {
    TradeSettings.Refunds refunds = settings.refunds();
    double intent = person.intent(day);
    boolean isAbuse = random.nextDouble() < refunds.abuseShare() * intent * intent;
    boolean isDisappointed = random.nextDouble() < refunds.faultShare();
    boolean isPartial = random.nextDouble() < refunds.partialShare();
    double part =
        refunds.partLeast() + (refunds.partMost() - refunds.partLeast()) * random.nextDouble();
    boolean isLate = random.nextDouble() < refunds.lateShare();
    int window = refunds.windowDays();
    int lateDays = Variates.between(window + 1, refunds.lateDaysMost(), random);
    double soon = Variates.logNormal(refunds.days(), refunds.spread(), random);
    if (!isAbuse && !isDisappointed) {
      return Optional.empty();
    }
    int wait = isLate ? lateDays : (int) Math.min(window, Math.max(1, soon));
    long back = isAbuse || !isPartial ? amount : Math.max(1, Math.round(amount * part));
    int sent = Math.min(LATEST_SECOND, second + settings.payments().seconds());
    return Optional.of(new Refund(day + wait, sent, back, isAbuse));
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
