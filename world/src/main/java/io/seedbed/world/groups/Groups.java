package io.seedbed.world.groups;

import io.seedbed.world.lines.Text;
import io.seedbed.world.names.Ids;
import io.seedbed.world.random.Draws;
import io.seedbed.world.random.Purpose;
import io.seedbed.world.random.Variates;
import io.seedbed.world.settings.GroupSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** All groups; most are small, a few are large. Everybody lives around one. */
public final class Groups {

  private static final List<String> PLACES =
      List.of(
          "阳光花园",
          "金域蓝湾",
          "翠湖天地",
          "梧桐里",
          "江南府",
          "锦绣城",
          "滨江一号",
          "学府路",
          "南山小区",
          "幸福里",
          "枫林雅苑",
          "海棠公馆",
          "Riverside",
          "望京西园",
          "城南宝妈",
          "科技园");

  private final List<Group> groups;
  private final int[] around;

  private Groups(List<Group> groups, int[] around) {
    this.groups = groups;
    this.around = around;
  }

  /** Groups for so many people. */
  public static Groups of(int people, GroupSettings settings, Draws draws) {
    List<Group> groups = new ArrayList<>();
    int[] around = new int[people];
    int first = 0;
    while (first < people) {
      int id = groups.size();
      SplittableRandom random = draws.stream(Purpose.GROUP_SIZES, id);
      double wanted = Variates.logNormal(settings.sizeMedian(), settings.sizeSpread(), random);
      int size = (int) Math.max(settings.sizeLeast(), Math.min(settings.sizeMost(), wanted));
      size = Math.min(size, people - first);
      groups.add(
          new Group(
              id,
              first,
              size,
              Ids.chat(draws, id),
              Text.of("%s优选%d群", Variates.any(PLACES, random), id + 1),
              operator(id / settings.perOperator())));
      for (int person = first; person < first + size; person++) {
        around[person] = id;
      }
      first += size;
    }
    return new Groups(Collections.unmodifiableList(groups), around);
  }

  /** How many people there are. */
  public int people() {
    return around.length;
  }

  public List<Group> all() {
    return groups;
  }

  public Group group(int id) {
    return groups.get(id);
  }

  /** The group somebody lives around. */
  public int around(int person) {
    return around[person];
  }

  private static String operator(int number) {
    return Text.of("Yunying%02d", number + 1);
  }
}
