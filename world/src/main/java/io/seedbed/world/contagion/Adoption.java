package io.seedbed.world.contagion;

import io.seedbed.world.calendar.ShopCalendar;
import io.seedbed.world.people.Population;
import io.seedbed.world.random.Draws;
import io.seedbed.world.random.Purpose;
import io.seedbed.world.random.Variates;
import io.seedbed.world.settings.ContagionSettings;
import java.util.stream.IntStream;

/**
 * When somebody comes to the shop: on the day of their own, or earlier, on the first day on which
 * what they remember of the shares of others reaches their resistance. Each other person counts by
 * remembered shares / (remembered shares + half-effect), so that it takes several people and not
 * one who insists (complex contagion: Centola and Macy, 2007). No share works on its own.
 */
final class Adoption {

  private final Exposures exposures;
  private final double influence;
  private final double halfEffect;
  private final int[] organicDays;
  private final double[] resistance;
  private final double[] persuasion;
  private final double[] remembered;

  Adoption(
      Exposures exposures,
      OrganicDays organic,
      Population people,
      ShopCalendar calendar,
      ContagionSettings settings,
      Draws draws) {
    this.exposures = exposures;
    this.influence = settings.influence();
    this.halfEffect = settings.halfEffect();
    organicDays = IntStream.range(0, people.size()).map(organic::of).toArray();
    resistance =
        IntStream.range(0, people.size())
            .mapToDouble(
                id ->
                    Variates.logNormal(
                        settings.resistance(),
                        settings.resistanceSpread(),
                        draws.normal(Purpose.RESISTANCE, id, 0)))
            .toArray();
    persuasion =
        people.all().stream().mapToDouble(person -> person.traits().persuasion()).toArray();
    remembered =
        IntStream.rangeClosed(0, calendar.days())
            .mapToDouble(age -> StrictMath.pow(0.5, age / settings.memoryDays()))
            .toArray();
  }

  /**
   * What happens to somebody.
   *
   * @param days the day on which each other person comes; their shares work from the day after
   * @param stops the day from which their shares work no longer
   */
  Coming of(int person, int[] days, int[] stops) {
    int organic = organicDays[person];
    int first = exposures.first(person);
    int end = exposures.end(person);
    Memory memory = new Memory(end - first);
    for (int place = first; place < end && exposures.day(place) < organic; place++) {
      int day = exposures.day(place);
      int sender = exposures.sender(place);
      if (days[sender] < day && day < stops[sender]) {
        memory.add(sender, day);
        if (influence > 0 && influence * memory.strength(day) >= resistance[person]) {
          return new Coming(day, sender);
        }
      }
    }
    return new Coming(organic, Coming.NOBODY);
  }

  /** What one person remembers of the others. */
  private final class Memory {
    private final int[] senders;
    private final int[] days;
    private final double[] shares;
    private int size;

    Memory(int most) {
      senders = new int[most];
      days = new int[most];
      shares = new double[most];
    }

    void add(int sender, int day) {
      int place = 0;
      while (place < size && senders[place] != sender) {
        place++;
      }
      if (place == size) {
        senders[place] = sender;
        size++;
      } else {
        shares[place] *= remembered[day - days[place]];
      }
      shares[place]++;
      days[place] = day;
    }

    double strength(int day) {
      double strength = 0;
      for (int place = 0; place < size; place++) {
        double left = shares[place] * remembered[day - days[place]];
        strength += persuasion[senders[place]] * left / (left + halfEffect);
      }
      return strength;
    }
  }
}
