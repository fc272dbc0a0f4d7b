package io.seedbed.world.history;

import io.seedbed.world.calendar.Clock;
import io.seedbed.world.calendar.ShopCalendar;
import io.seedbed.world.groups.Groups;
import io.seedbed.world.people.Accounts;
import io.seedbed.world.people.Person;
import io.seedbed.world.people.Population;
import io.seedbed.world.random.Draws;
import io.seedbed.world.random.Purpose;
import io.seedbed.world.random.Variates;
import io.seedbed.world.settings.GroupSettings;
import io.seedbed.world.settings.WorldSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Who is in which group, and since when. */
public final class Stays {

  /** Days behind the end of any world. */
  private static final int LONGEST = 10_000;

  private final List<List<Stay>> byGroup;

  private Stays(List<List<Stay>> byGroup) {
    this.byGroup = byGroup;
  }

  public static Stays of(
      Arrivals arrivals,
      Population people,
      Accounts accounts,
      Groups groups,
      WorldSettings settings,
      Draws draws) {
    GroupSettings.Staying staying = settings.groups().staying();
    Clock clock = new Clock(settings.hours());
    List<List<Stay>> byGroup = new ArrayList<>();
    groups.all().forEach(group -> byGroup.add(new ArrayList<>()));
    for (Arrival arrival : arrivals.all()) {
      Person person = people.person(arrival.person());
      SplittableRandom random = draws.stream(Purpose.STAY, person.id());
      if (random.nextDouble() < staying.outsideShare()) {
        continue;
      }
      int leaves = leaves(arrival.day(), staying, random);
      add(byGroup, stay(person.group(), arrival, 0, arrival.day(), arrival.second(), leaves));
      boolean isInTwo = random.nextDouble() < staying.secondGroupShare();
      int second = random.nextInt(groups.all().size());
      int later = arrival.day() + Variates.between(1, staying.laterWithinDays(), random);
      if (isInTwo && second != person.group()) {
        add(byGroup, stay(second, arrival, 0, later, clock.second(random), ShopCalendar.NEVER));
      }
      if (accounts.of(person.id()).size() > 1) {
        add(
            byGroup,
            stay(person.group(), arrival, 1, later, clock.second(random), ShopCalendar.NEVER));
      }
    }
    return new Stays(byGroup);
  }

  /** The stays in a group, by person. */
  public List<Stay> in(int group) {
    return Collections.unmodifiableList(byGroup.get(group));
  }

  private static void add(List<List<Stay>> byGroup, Stay stay) {
    byGroup.get(stay.group()).add(stay);
  }

  private static Stay stay(
      int group, Arrival arrival, int account, int day, int second, int leaves) {
    return new Stay(group, arrival.person(), account, day, second, leaves);
  }

  private static int leaves(int day, GroupSettings.Staying staying, SplittableRandom random) {
    boolean doesLeave = random.nextDouble() < staying.leaveShare();
    double days = Variates.logNormal(staying.days(), staying.spread(), random);
    return doesLeave ? day + 1 + (int) Math.min(days, LONGEST) : ShopCalendar.NEVER;
  }
}
