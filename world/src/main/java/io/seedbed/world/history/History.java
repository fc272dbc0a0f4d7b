package io.seedbed.world.history;

import io.seedbed.world.calendar.ShopCalendar;
import io.seedbed.world.contagion.Circles;
import io.seedbed.world.contagion.Spread;
import io.seedbed.world.groups.Groups;
import io.seedbed.world.people.Accounts;
import io.seedbed.world.people.Population;
import io.seedbed.world.random.Draws;
import io.seedbed.world.settings.WorldPlan;
import io.seedbed.world.settings.WorldSettings;
import io.seedbed.world.trade.Sales;
import io.seedbed.world.trade.Shopping;

/** Everything that truly happened, apart from what was said, which is made up as it is written. */
public record History(
    WorldPlan plan,
    Draws draws,
    ShopCalendar calendar,
    Groups groups,
    Population people,
    Accounts accounts,
    Circles circles,
    Spread spread,
    Arrivals arrivals,
    Stays stays,
    ShareLog shares,
    Shopping shopping,
    Sales sales) {

  /** Lets everything happen. */
  public static History of(WorldPlan plan) {
    WorldSettings settings = plan.settings();
    Draws draws = new Draws(plan.seed());
    ShopCalendar calendar = new ShopCalendar(plan.opens(), plan.days(), settings.calendar());
    Groups groups = Groups.of(plan.users(), settings.groups(), draws);
    Population people = Population.around(groups, plan.days(), settings, draws);
    Accounts accounts = Accounts.of(people, settings.people().accounts(), draws);
    Circles circles = Circles.of(people, groups, settings.groups().circle(), draws);
    Spread spread = Spread.of(people, circles, calendar, settings.contagion(), draws, draws);
    Arrivals arrivals = Arrivals.of(people, spread, settings, draws);
    Stays stays = Stays.of(arrivals, people, accounts, groups, settings, draws);
    ShareLog shares = new ShareLog(spread, calendar.days(), people.size());
    Shopping shopping = new Shopping(calendar, settings, draws);
    return new History(
        plan,
        draws,
        calendar,
        groups,
        people,
        accounts,
        circles,
        spread,
        arrivals,
        stays,
        shares,
        shopping,
        Sales.of(people, accounts, spread, shopping));
  }

  /** The share of somebody on a day on which they share. */
  public ShareAct shareAct(int person, int day) {
    return ShareAct.of(person, day, plan.settings(), draws);
  }

  /** The same people with other luck: who shares on which day, and who sees it. */
  public Spread parallel(int world) {
    return Spread.of(
        people, circles, calendar, plan.settings().contagion(), draws, draws.ofWorld(world));
  }
}
