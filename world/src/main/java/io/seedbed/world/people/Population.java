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
      Traits usual = traits.of(id, kind);
      Optional<Change> change =
          kind == Kind.PERSON
              ? change(id, usual, days, settings.people().changing(), draws)
              : Optional.empty();
      people.add(new Person(id, groups.around(id), kind, usual, change));
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
    int offices = (int) Math.round(settings.offices().perThousand() * users / 1000);
    for (int office = 0; office < offices; office++) {
      kinds.set((int) ((office + 0.25) * users / offices), Kind.OFFICE);
    }
    int rings = (int) Math.round(settings.rings().perThousand() * users / 1000);
    for (int ring = 0; ring < rings; ring++) {
      int leader = (int) ((ring + 0.6) * users / rings);
      int last = Math.min(users, leader + settings.rings().size());
      kinds.set(leader, Kind.RING_LEADER);
      for (int member = leader + 1; member < last; member++) {
        kinds.set(member, Kind.RING_MEMBER);
      }
    }
    return kinds;
  }

  private static Optional<Change> change(
      int id, Traits usual, int days, PeopleSettings.Changing settings, Draws draws) {
    SplittableRandom random = draws.stream(Purpose.CHANGE, id);
    if (random.nextDouble() >= settings.share()) {
      return Optional.empty();
    }
    double part =
        settings.earliest() + (settings.latest() - settings.earliest()) * random.nextDouble();
    Turn turn = TURNS.get(Variates.place(settings.turns().weights(), random));
    return Optional.of(Change.of((int) (part * days), turn, usual, settings));
  }
}
