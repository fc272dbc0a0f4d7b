package io.seedbed.world.chat;

import io.seedbed.world.calendar.Clock;
import io.seedbed.world.chat.Draft.Occasion;
import io.seedbed.world.groups.Group;
import io.seedbed.world.history.History;
import io.seedbed.world.history.Stay;
import io.seedbed.world.people.Account;
import io.seedbed.world.people.Person;
import io.seedbed.world.random.Draws;
import io.seedbed.world.random.Purpose;
import io.seedbed.world.random.Variates;
import io.seedbed.world.settings.ChatSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Who says something in a group on a day, and why. How much people talk swings from week to week
 * and falls off as they get used to the group; nothing of it depends on what they buy.
 */
final class Talk {

  private static final int WEEK = 7;
  private static final int HOUR = 3600;
  private static final long SLOTS = 4;

  private final History history;
  private final Draws draws;
  private final Clock clock;
  private final ChatSettings settings;

  Talk(History history) {
    this.history = history;
    this.draws = history.draws();
    this.settings = history.plan().settings().chat();
    this.clock = new Clock(history.plan().settings().hours());
  }

  /** Everything that is said in a group on a day, in the order of time. */
  List<Draft> on(int day, Group group, Set<Integer> sharers) {
    List<Draft> drafts = new ArrayList<>();
    boolean hasMembers = false;
    for (Stay stay : history.stays().in(group.id())) {
      if (stay.isThere(day)) {
        hasMembers = true;
        customer(drafts, day, group, stay, sharers.contains(stay.person()));
      }
    }
    if (hasMembers) {
      operator(drafts, day, group);
    }
    drafts.sort(
        Comparator.comparingInt(Draft::second)
            .thenComparing(draft -> draft.speaker().userid())
            .thenComparingInt(Draft::number));
    return drafts;
  }

  private void customer(List<Draft> drafts, int day, Group group, Stay stay, boolean isSharing) {
    Person person = history.people().person(stay.person());
    if (person.traits().isOptedOut()) {
      if (stay.day() == day) {
        drafts.add(draft(group, day, stay.second(), customer(stay), 0, Occasion.REFUSAL));
      }
      return;
    }
    int messages = messages(day, person, stay);
    for (int number = 0; number < messages; number++) {
      SplittableRandom random = draws.stream(Purpose.TALKING, key(stay), day * 1000L + number);
      int second = clock.second(random);
      if (day > stay.day() || second > stay.second()) {
        drafts.add(draft(group, day, second, customer(stay), number, Occasion.TALK));
      }
    }
    boolean isHome = stay.group() == person.group() && stay.account() == 0;
    if (isSharing && isHome && day > stay.day()) {
      int second = history.shareAct(person.id(), day).second();
      drafts.add(draft(group, day, second, customer(stay), messages, Occasion.SHARE));
    }
  }

  private int messages(int day, Person person, Stay stay) {
    double usual = person.traits().messagesPerWeek() / WEEK;
    if (usual == 0) {
      return 0;
    }
    ChatSettings.Volume volume = settings.volume();
    double deviations = draws.normal(Purpose.TALK_MOOD, person.id(), day / WEEK);
    double fresh = volume.freshDays() / (volume.freshDays() + day - stay.day());
    double mean =
        usual
            * Variates.logNormal(1, volume.moodSpread(), deviations)
            * (volume.settledFactor() + fresh)
            * StrictMath.pow(history.calendar().factor(day), volume.seasonPower())
            * (stay.account() == 0 ? 1 : volume.secondAccountFactor());
    return Variates.poisson(mean, draws.uniform(Purpose.TALKING, key(stay), day));
  }

  private void operator(List<Draft> drafts, int day, Group group) {
    ChatSettings.Operators operators = settings.operators();
    SplittableRandom random = draws.stream(Purpose.OPERATING, group.id(), day);
    Speaker operator =
        new Speaker(-1L - group.id(), Speaker.Role.OPERATOR, group.operator(), "小助手");
    int broadcasts =
        Variates.between(operators.broadcastsLeast(), operators.broadcastsMost(), random);
    for (int number = 0; number < broadcasts; number++) {
      int second = clock.workingSecond(random);
      drafts.add(draft(group, day, second, operator, number, Occasion.BROADCAST));
    }
    if (random.nextDouble() < operators.redPackets().share()) {
      int second = clock.workingSecond(random);
      drafts.add(draft(group, day, second, operator, broadcasts, Occasion.RED_PACKET));
    }
    if (group.size() >= operators.botFromSize()) {
      Speaker bot =
          new Speaker(
              -1_000_000L - group.id(), Speaker.Role.BOT, "wbQ7tuanTuanJieLong0001xK9", "团团机器人");
      drafts.add(draft(group, day, operators.botHour() * HOUR, bot, 0, Occasion.SUMMARY));
    }
  }

  private Speaker customer(Stay stay) {
    Account account = history.accounts().of(stay.person()).get(stay.account());
    return new Speaker(key(stay), Speaker.Role.CUSTOMER, account.externalUserid(), account.nick());
  }

  /** Differs for each stay of somebody. */
  private long key(Stay stay) {
    boolean isHome = stay.group() == history.people().person(stay.person()).group();
    return stay.person() * SLOTS + stay.account() * 2L + (isHome ? 0 : 1);
  }

  private static Draft draft(
      Group group, int day, int second, Speaker speaker, int number, Occasion occasion) {
    return new Draft(group, day, second, speaker, number, occasion);
  }
}
