package io.seedbed.world.trade;

import io.seedbed.world.calendar.Clock;
import io.seedbed.world.calendar.ShopCalendar;
import io.seedbed.world.people.Account;
import io.seedbed.world.people.Kind;
import io.seedbed.world.people.Person;
import io.seedbed.world.people.Wants;
import io.seedbed.world.random.Draws;
import io.seedbed.world.random.Purpose;
import io.seedbed.world.random.Variates;
import io.seedbed.world.settings.TradeSettings;
import io.seedbed.world.settings.WorldSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What somebody orders from their coming to the last day. Gaps are log-normal in season time about
 * the person's own median. Experience is a walk that remembers: who has had too much of the bad
 * stays away for good, so whether somebody is lost depends on what they lived through and not on a
 * coin at each order.
 */
public final class Shopping {

  private final ShopCalendar calendar;
  private final TradeSettings settings;
  private final Draws draws;
  private final Baskets baskets;

  public Shopping(ShopCalendar calendar, WorldSettings settings, Draws draws) {
    this.calendar = calendar;
    this.settings = settings.trade();
    this.draws = draws;
    this.baskets = new Baskets(calendar, new Clock(settings.hours()), settings.trade());
  }

  /** The day of the first paid order of somebody who comes on a day, or never. */
  public int firstDay(Person person, int comes) {
    return firstDay(person, comes, draws.stream(Purpose.SHOPPING, person.id()));
  }

  /** All orders of somebody who comes on a day, in the order of their days. */
  public List<Order> orders(Person person, int comes, List<Account> accounts) {
    TradeSettings.Experience experience = settings.experience();
    List<Order> orders = new ArrayList<>();
    SplittableRandom random = draws.stream(Purpose.SHOPPING, person.id());
    int day = firstDay(person, comes, random);
    double mood = 0;
    while (day != ShopCalendar.NEVER) {
      Order order = baskets.paid(person, day, orders.isEmpty(), accounts, random);
      baskets.abandoned(person, order, random).ifPresent(orders::add);
      orders.add(order);
      boolean isDisappointed = order.refund().filter(refund -> !refund.isAbuse()).isPresent();
      mood =
          experience.memory() * mood
              + experience.spread() * Variates.normal(random)
              - (isDisappointed ? experience.disappointment() : 0);
      double gap =
          Variates.logNormal(person.traits().gapDays(), person.traits().gapDispersion(), random);
      day = comesBack(person, mood) ? calendar.after(day, gap) : ShopCalendar.NEVER;
    }
    return orders;
  }

  /** Nobody buys on the day they come. */
  private int firstDay(Person person, int comes, SplittableRandom random) {
    if (person.traits().wants() == Wants.NOTHING || comes >= calendar.days() - 1) {
      return ShopCalendar.NEVER;
    }
    TradeSettings.FirstOrder first = settings.first();
    double wait = Variates.logNormal(first.days(), first.spread(), random);
    return calendar.after(
        comes + 1, person.kind().isRing() ? Math.min(wait, first.ringDaysMost()) : wait);
  }

  private boolean comesBack(Person person, double mood) {
    TradeSettings.Experience experience = settings.experience();
    double borne =
        experience.tolerance() * experience.spread()
            + experience.bearingWeight() * person.traits().bearing();
    return person.traits().wants() == Wants.MORE
        && (person.kind() == Kind.OFFICE || mood > -StrictMath.max(experience.borneLeast(), borne));
  }
}
