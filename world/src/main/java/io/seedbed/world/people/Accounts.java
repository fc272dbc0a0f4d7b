package io.seedbed.world.people;

import io.seedbed.world.lines.Text;
import io.seedbed.world.names.Ids;
import io.seedbed.world.names.Nicks;
import io.seedbed.world.random.Draws;
import io.seedbed.world.random.Purpose;
import io.seedbed.world.settings.PeopleSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** By what everybody is known: some have two accounts, some use the phone of their family. */
public final class Accounts {

  private static final int NUMBERS = 1_000_000_000;
  private static final long STEP = 618_033_989;

  private final List<List<Account>> accounts;

  private Accounts(List<List<Account>> accounts) {
    this.accounts = accounts;
  }

  /** The accounts of all people. */
  public static Accounts of(Population people, PeopleSettings.Accounts settings, Draws draws) {
    List<List<Account>> accounts = new ArrayList<>(people.size());
    int phoneOwner = 0;
    int deviceOwner = 0;
    for (Person person : people.all()) {
      boolean isFamily = isFamily(person, people, settings, draws);
      phoneOwner = isFamily ? phoneOwner : person.id();
      deviceOwner = isFamily || person.kind() == Kind.RING_MEMBER ? deviceOwner : person.id();
      accounts.add(accountsOf(person, phoneOwner, deviceOwner, people.size(), settings, draws));
    }
    return new Accounts(accounts);
  }

  /** The accounts of somebody, the first one first. */
  public List<Account> of(int person) {
    return accounts.get(person);
  }

  /** The first account of somebody. */
  public Account first(int person) {
    return of(person).get(0);
  }

  /** Whether somebody lives with whom comes before them. */
  private static boolean isFamily(
      Person person, Population people, PeopleSettings.Accounts settings, Draws draws) {
    return person.id() > 0
        && person.kind() == Kind.PERSON
        && people.person(person.id() - 1).kind() == Kind.PERSON
        && draws.happens(settings.familyPhoneShare(), Purpose.HOUSEHOLDS, person.id(), 0);
  }

  private static List<Account> accountsOf(
      Person person,
      int phoneOwner,
      int deviceOwner,
      int people,
      PeopleSettings.Accounts settings,
      Draws draws) {
    SplittableRandom random = draws.stream(Purpose.ACCOUNTS, person.id());
    boolean hasTwo = random.nextDouble() < settings.secondShare();
    boolean hasTwoPhones = random.nextDouble() < settings.secondPhoneShare();
    List<Account> accounts = new ArrayList<>();
    for (int number = 0; number < (hasTwo ? 2 : 1); number++) {
      int owner = number == 1 && hasTwoPhones ? people + person.id() : phoneOwner;
      accounts.add(
          new Account(
              person.id(),
              number,
              Ids.external(draws, person.id(), number),
              Ids.union(draws, person.id(), number),
              Nicks.any(settings.nicks(), draws.stream(Purpose.NAMES, person.id(), number)),
              phone(owner, draws),
              Ids.device(draws, deviceOwner)));
    }
    return List.copyOf(accounts);
  }

  /** No two owners have the same: the step has no divisor in common with the numbers there are. */
  private static String phone(long owner, Draws draws) {
    long shift = Math.floorMod(draws.key(Purpose.PHONES, 0, 0), (long) NUMBERS);
    return Text.of("1%c%09d", "35789".charAt((int) (owner % 5)), (owner * STEP + shift) % NUMBERS);
  }
}
