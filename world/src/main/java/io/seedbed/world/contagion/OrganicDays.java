package io.seedbed.world.contagion;

import io.seedbed.world.calendar.ShopCalendar;
import io.seedbed.world.people.Kind;
import io.seedbed.world.people.Person;
import io.seedbed.world.people.Population;
import io.seedbed.world.random.Draws;
import io.seedbed.world.random.Purpose;
import io.seedbed.world.random.Variates;
import io.seedbed.world.settings.ContagionSettings;
import java.util.SplittableRandom;

/** On which day everybody would come by themselves, if ever. Rings come together. */
final class OrganicDays {

  private static final double RING_LEADER_LATEST = 0.6;
  private static final int RING_WITHIN_DAYS = 6;

  private final int[] days;

  OrganicDays(Population people, ShopCalendar calendar, ContagionSettings settings, Draws draws) {
    days = new int[people.size()];
    int leader = 0;
    for (Person person : people.all()) {
      SplittableRandom random = draws.stream(Purpose.ORGANIC, person.id());
      leader = person.kind() == Kind.RING_MEMBER ? leader : person.id();
      days[person.id()] =
          switch (person.kind()) {
            case RING_LEADER -> (int) (RING_LEADER_LATEST * calendar.days() * random.nextDouble());
            case RING_MEMBER -> days[leader] + random.nextInt(1, RING_WITHIN_DAYS);
            case PERSON, OFFICE -> own(calendar, settings, random);
          };
      if (days[person.id()] >= calendar.days()) {
        days[person.id()] = ShopCalendar.NEVER;
      }
    }
  }

  int of(int person) {
    return days[person];
  }

  private static int own(
      ShopCalendar calendar, ContagionSettings settings, SplittableRandom random) {
    boolean comes = random.nextDouble() < settings.organicShare();
    double wait = Variates.logNormal(settings.organicDays(), settings.organicSpread(), random);
    return comes ? calendar.after(0, wait) : ShopCalendar.NEVER;
  }
}
