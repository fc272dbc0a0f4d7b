package io.seedbed.world.people;

import io.seedbed.world.groups.Groups;
import io.seedbed.world.random.Draws;
import io.seedbed.world.random.Purpose;
import io.seedbed.world.random.Variates;
import io.seedbed.world.settings.PeopleSettings;
import io.seedbed.world.settings.WorldSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** All people, by their id. */
public final class Population {

  private static final List<Turn> TURNS =
      List.of(Turn.BEGINS_SHARING, Turn.STOPS_SHARING, Turn.BEGINS_RESELLING, Turn.TURNS_ABUSIVE);
  private static final List<Double> TURN_WEIGHTS = List.of(0.35, 0.2, 0.2, 0.25);
  private static final double FIRST_CHANGE = 0.3;
  private static final double LAST_CHANGE = 0.9;

  private final List<Person> people;

  private Population(List<Person> people) {
    this.people = people;
  }

  /** The people who live around the groups. */
  public static Population around(Groups groups, int days, WorldSettings settings, Draws draws) {
    int users = groups.people();
    List<Kind> kinds = kinds(users, settings.people());
    TraitDraws traits =
        new TraitDraws(settings.people(), settings.contagion().persuasionSpread(), draws);
    List<Person> people = new ArrayList<>(users);
    for (int id = 0; id < users; id++) {
      Kind kind = kinds.get(id);
      people.add(
          new Person(
              id,
              groups.around(id),
              kind,
              traits.of(id, kind),
              kind == Kind.PERSON ? change(id, days, settings.people(), draws) : Optional.empty()));
    }
    return new Population(people);
  }

  public int size() {
    return people.size();
  }

  public Person person(int id) {
    return people.get(id);
  }

  public List<Person> all() {
    return Collections.unmodifiableList(people);
  }

  /** Rings are neighbours, so that they live around one group, mostly. */
  private static List<Kind> kinds(int users, PeopleSettings settings) {
    List<Kind> kinds = new ArrayList<>(Collections.nCopies(users, Kind.PERSON));
    int offices = (int) Math.round(settings.officesPerThousand() * users / 1000);
    for (int office = 0; office < offices; office++) {
      kinds.set((int) ((office + 0.25) * users / offices), Kind.OFFICE);
    }
    int rings = (int) Math.round(settings.ringsPerThousand() * users / 1000);
    for (int ring = 0; ring < rings; ring++) {
      int leader = (int) ((ring + 0.6) * users / rings);
      int last = Math.min(users, leader + settings.ringSize());
      kinds.set(leader, Kind.RING_LEADER);
      for (int member = leader + 1; member < last; member++) {
        kinds.set(member, Kind.RING_MEMBER);
      }
    }
    return kinds;
  }

  private static Optional<Change> change(int id, int days, PeopleSettings settings, Draws draws) {
    SplittableRandom random = draws.stream(Purpose.CHANGE, id);
    if (random.nextDouble() >= settings.changeShare()) {
      return Optional.empty();
    }
    double part = FIRST_CHANGE + (LAST_CHANGE - FIRST_CHANGE) * random.nextDouble();
    return Optional.of(
        new Change((int) (part * days), TURNS.get(Variates.place(TURN_WEIGHTS, random))));
  }
}
