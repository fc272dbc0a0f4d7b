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

  private final int[] days;

  OrganicDays(
      Population people, ShopCalendar calendar, ContagionSettings.Organic settings, Draws draws) {
    days = new int[people.size()];
    int leader = 0;
    for (Person person : people.all()) {
      SplittableRandom random = draws.stream(Purpose.ORGANIC, person.id());
      leader = person.kind() == Kind.RING_MEMBER ? leader : person.id();
      days[person.id()] =
          switch (person.kind()) {
            case RING_LEADER ->
                (int) (settings.ringLatest() * calendar.days() * random.nextDouble());
            case RING_MEMBER ->
                days[leader] + Variates.between(1, settings.ringWithinDays(), random);
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
      ShopCalendar calendar, ContagionSettings.Organic settings, SplittableRandom random) {
    boolean comes = random.nextDouble() < settings.share();
    double wait = Variates.logNormal(settings.days(), settings.spread(), random);
    return comes ? calendar.after(0, wait) : ShopCalendar.NEVER;
  }
}
