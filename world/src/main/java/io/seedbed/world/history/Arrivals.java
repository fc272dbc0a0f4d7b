package io.seedbed.world.history;

import io.seedbed.world.calendar.Clock;
import io.seedbed.world.calendar.ShopCalendar;
import io.seedbed.world.contagion.Spread;
import io.seedbed.world.people.Kind;
import io.seedbed.world.people.Person;
import io.seedbed.world.people.Population;
import io.seedbed.world.random.Draws;
import io.seedbed.world.random.Purpose;
import io.seedbed.world.settings.ContagionSettings;
import io.seedbed.world.settings.WorldSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Who came, when and by whose link; whose link it was says nothing about who caused it. */
public final class Arrivals {

  private final List<Arrival> arrivals;
  private final Arrival[] byPerson;

  private Arrivals(List<Arrival> arrivals, int people) {
    this.arrivals = arrivals;
    byPerson = new Arrival[people];
    arrivals.forEach(arrival -> byPerson[arrival.person()] = arrival);
  }

  public static Arrivals of(Population people, Spread spread, WorldSettings settings, Draws draws) {
    ContagionSettings.Links links = settings.contagion().links();
    Clock clock = new Clock(settings.hours());
    List<Arrival> arrivals = new ArrayList<>();
    int leader = 0;
    for (Person person : people.all()) {
      int id = person.id();
      leader = person.kind() == Kind.RING_MEMBER ? leader : id;
      if (spread.day(id) == ShopCalendar.NEVER) {
        continue;
      }
      int inviter =
          person.kind() == Kind.RING_MEMBER
              ? ringLeader(leader, id, spread)
              : inviter(id, spread, links, draws);
      boolean isObserved =
          inviter != Arrival.NOBODY
              && (person.kind() == Kind.RING_MEMBER
                  || !draws.happens(links.unobservedShare(), Purpose.OBSERVING, id, 0));
      SplittableRandom random = draws.stream(Purpose.ATTRIBUTION, id, 1);
      arrivals.add(
          new Arrival(
              id,
              spread.day(id),
              clock.second(random),
              spread.isInfluenced(id),
              inviter,
              isObserved,
              spread.dayWithoutShares(id)));
    }
    return new Arrivals(arrivals, people.size());
  }

  /** All, by person. */
  public List<Arrival> all() {
    return Collections.unmodifiableList(arrivals);
  }

  /** That of somebody, if they came. */
  public Optional<Arrival> of(int person) {
    return Optional.ofNullable(byPerson[person]);
  }

  private static int ringLeader(int leader, int member, Spread spread) {
    return spread.day(leader) < spread.day(member) ? leader : Arrival.NOBODY;
  }

  private static int inviter(
      int person, Spread spread, ContagionSettings.Links links, Draws draws) {
    if (spread.isInfluenced(person)) {
      return spread.lastSharer(person);
    }
    return draws.happens(links.share(), Purpose.ATTRIBUTION, person, 0)
        ? spread.lastSeen(person, links.days())
        : Arrival.NOBODY;
  }
}
