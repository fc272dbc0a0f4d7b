package io.seedbed.world.contagion;

import io.seedbed.world.groups.Group;
import io.seedbed.world.groups.Groups;
import io.seedbed.world.people.Person;
import io.seedbed.world.people.Population;
import io.seedbed.world.random.Draws;
import io.seedbed.world.random.Purpose;
import io.seedbed.world.random.Variates;
import io.seedbed.world.settings.GroupSettings;
import java.util.SplittableRandom;

/** Whom everybody can tell about the shop: mostly neighbours, some from elsewhere. */
public final class Circles {

  private final int[][] circles;

  private Circles(int[][] circles) {
    this.circles = circles;
  }

  public static Circles of(
      Population people, Groups groups, GroupSettings.Circle settings, Draws draws) {
    int[][] circles = new int[people.size()][];
    for (Person person : people.all()) {
      circles[person.id()] =
          circle(person, groups.group(person.group()), people.size(), settings, draws);
    }
    return new Circles(circles);
  }

  /** How many people somebody can tell. */
  public int size(int person) {
    return circles[person].length;
  }

  /** One of them. */
  public int member(int person, int place) {
    return circles[person][place];
  }

  private static int[] circle(
      Person person, Group group, int people, GroupSettings.Circle settings, Draws draws) {
    SplittableRandom random = draws.stream(Purpose.FRIENDS, person.id());
    double wanted =
        Variates.logNormal(settings.median(), settings.spread(), random)
            * (person.traits().isReseller() ? settings.resellerFactor() : 1);
    int[] circle = new int[(int) Math.max(1, Math.min(settings.most(), wanted))];
    for (int place = 0; place < circle.length; place++) {
      boolean isOutside = random.nextDouble() < settings.outsideShare() || group.size() < 2;
      circle[place] =
          isOutside
              ? other(person.id(), 0, people, random)
              : other(person.id(), group.first(), group.size(), random);
    }
    return circle;
  }

  /** Anybody of the row of people except one of them. */
  private static int other(int person, int first, int size, SplittableRandom random) {
    int drawn = first + random.nextInt(size - 1);
    return drawn >= person ? drawn + 1 : drawn;
  }
}
