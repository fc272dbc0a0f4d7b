package io.seedbed.world.contagion;

import io.seedbed.world.calendar.ShopCalendar;
import io.seedbed.world.people.Person;
import io.seedbed.world.people.Population;
import io.seedbed.world.random.Draws;
import io.seedbed.world.random.Purpose;
import io.seedbed.world.random.Variates;
import io.seedbed.world.settings.ContagionSettings;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Who would see whose share on which day, had everybody been with the shop from the first day. What
 * truly happens is the part whose senders had come by then; that part differs between a world and
 * the same world without somebody's shares, while all of this is the same in both.
 */
public final class Exposures {

  private static final int WEEK = 7;

  private final int[] shareDays;
  private final int[] sharers;
  private final int[] firstOfReceiver;
  private final int[] days;
  private final int[] senders;
  private final int[] firstOfSender;
  private final int[] receivers;

  private Exposures(Shares shares, Seen seen, int people) {
    shareDays = shares.days.toArray();
    sharers = shares.sharers.toArray();
    firstOfReceiver = starts(seen.receivers, people);
    days = new int[seen.receivers.size()];
    senders = new int[days.length];
    int[] next = Arrays.copyOf(firstOfReceiver, people);
    for (int at = 0; at < days.length; at++) {
      int place = next[seen.receivers.at(at)]++;
      days[place] = seen.days.at(at);
      senders[place] = seen.senders.at(at);
    }
    firstOfSender = starts(seen.senders, people);
    receivers = new int[days.length];
    next = Arrays.copyOf(firstOfSender, people);
    for (int at = 0; at < days.length; at++) {
      receivers[next[seen.senders.at(at)]++] = seen.receivers.at(at);
    }
  }

  /** All shares there could be and who would see them. */
  public static Exposures drawn(
      Population people,
      Circles circles,
      ShopCalendar calendar,
      ContagionSettings settings,
      Draws draws) {
    Shares shares = new Shares();
    Seen seen = new Seen();
    double[] moods = new double[people.size()];
    for (int day = 0; day < calendar.days(); day++) {
      double season = StrictMath.pow(calendar.factor(day), settings.sharing().seasonPower());
      for (Person person : people.all()) {
        int id = person.id();
        if (day % WEEK == 0) {
          double mood = draws.normal(Purpose.MOOD, id, day);
          moods[id] = Variates.logNormal(1, settings.sharing().moodSpread(), mood);
        }
        double rate = person.sharesPerWeek(day) / WEEK * season * moods[id];
        if (draws.happens(rate / (1 + rate), Purpose.SHARING, id, day)) {
          shares.add(day, id);
          seen.add(day, id, circles, settings.reach(), draws);
        }
      }
    }
    return new Exposures(shares, seen, people.size());
  }

  /** How many shares there could be; they are in the order of their days. */
  public int shares() {
    return shareDays.length;
  }

  public int shareDay(int share) {
    return shareDays[share];
  }

  public int sharer(int share) {
    return sharers[share];
  }

  /** The first of the places at which the exposures of somebody stand, by day. */
  int first(int receiver) {
    return firstOfReceiver[receiver];
  }

  /** The place after the last of them. */
  int end(int receiver) {
    return firstOfReceiver[receiver + 1];
  }

  int day(int place) {
    return days[place];
  }

  int sender(int place) {
    return senders[place];
  }

  /** Who would see shares of somebody; may name one person more than once. */
  IntStream receiversOf(int sender) {
    return Arrays.stream(receivers, firstOfSender[sender], firstOfSender[sender + 1]);
  }

  private static int[] starts(IntRow owners, int people) {
    int[] starts = new int[people + 1];
    for (int at = 0; at < owners.size(); at++) {
      starts[owners.at(at) + 1]++;
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    return starts;
  }

  private static final class Shares {
    private final IntRow days = new IntRow();
    private final IntRow sharers = new IntRow();

    void add(int day, int sharer) {
      days.add(day);
      sharers.add(sharer);
    }
  }

  private static final class Seen {
    private final IntRow days = new IntRow();
    private final IntRow senders = new IntRow();
    private final IntRow receivers = new IntRow();

    void add(int day, int sender, Circles circles, double reach, Draws draws) {
      long share = draws.key(Purpose.SEEING, sender, day);
      for (int place = 0; place < circles.size(sender); place++) {
        if (draws.happens(reach, Purpose.SEEING, share, place)) {
          days.add(day);
          senders.add(sender);
          receivers.add(circles.member(sender, place));
        }
      }
    }
  }
}
