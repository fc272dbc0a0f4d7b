package io.seedbed.world.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.world.chat.Conversation;
import io.seedbed.world.groups.Group;
import io.seedbed.world.people.Kind;
import io.seedbed.world.people.Person;
import io.seedbed.world.testing.Worlds;
import io.seedbed.world.trade.Order;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegimesInActionTest {

  private static final int DAYS = 150;
  private static final Map<String, History> HISTORIES = new HashMap<>();

  @Test
  void inSparseChatMuchLessIsSaid() {
    assertThat(saidByCustomers("sparse-chat")).isLessThan(saidByCustomers("base") / 3);
  }

  @Test
  void inHighRefundManyTimesAsMuchGoesBack() {
    assertThat(refundShare("high-refund")).isGreaterThan(2.5 * refundShare("base"));
  }

  @Test
  void inReferralRichMorePeopleComeBecauseOfOthers() {
    assertThat(influencedShare("referral-rich")).isGreaterThan(1.15 * influencedShare("base"));
  }

  @Test
  void inSeasonalPeakFewDaysHaveMostOrders() {
    assertThat(shareOfBusiestDays("seasonal-peak")).isGreaterThan(1.3 * shareOfBusiestDays("base"));
  }

  @Test
  void inNullInfluenceTakingAwayAllSharesChangesNobodysComing() {
    History world = history("null-influence");

    assertThat(world.arrivals().all())
        .hasSizeGreaterThan(500)
        .allMatch(arrival -> arrival.day() == arrival.dayWithoutShares())
        .noneMatch(Arrival::isInfluenced)
        .anyMatch(Arrival::hasInviter);
  }

  @Test
  void inBadlyObservedMoreInvitesAreUnseen() {
    assertThat(unseenShare("badly-observed")).isBetween(0.32, 0.44);
    assertThat(unseenShare("base")).isBetween(0.25, 0.35);
  }

  @Test
  void groupsAreManySmallAndAFewLarge() {
    List<Integer> sizes =
        history("base").groups().all().stream().map(Group::size).sorted().toList();

    assertThat(sizes.get(sizes.size() - 1)).isGreaterThan(3 * sizes.get(sizes.size() / 2));
    assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1_500);
  }

  @Test
  void sociableTraitsGoTogether() {
    List<Person> people =
        history("base").people().all().stream()
            .filter(person -> person.kind() == Kind.PERSON)
            .filter(person -> person.traits().messagesPerWeek() > 0)
            .toList();
    double[] sharing =
        people.stream().mapToDouble(p -> Math.log(p.traits().sharesPerWeek())).toArray();
    double[] talking =
        people.stream().mapToDouble(p -> Math.log(p.traits().messagesPerWeek())).toArray();

    assertThat(correlation(sharing, talking)).isBetween(0.2, 0.6);
  }

  @Test
  void ringsComeTogetherWithOneDeviceAndCheat() {
    History world = history("base");
    Person leader =
        world.people().all().stream()
            .filter(person -> person.kind() == Kind.RING_LEADER)
            .findFirst()
            .orElseThrow();
    for (int id = leader.id(); id < leader.id() + 6; id++) {
      assertThat(world.people().person(id).intent(0)).isGreaterThan(0.9);
      assertThat(world.accounts().first(id).device())
          .isEqualTo(world.accounts().first(leader.id()).device());
      assertThat(world.spread().day(id))
          .isLessThanOrEqualTo(world.spread().dayWithoutShares(leader.id()) + 6);
    }
  }

  private static History history(String regime) {
    return HISTORIES.computeIfAbsent(regime, name -> History.of(Worlds.plan(1_500, DAYS, 4, name)));
  }

  private static double saidByCustomers(String regime) {
    History world = history(regime);
    Conversation conversation = new Conversation(world);
    return IntStream.range(DAYS - 20, DAYS)
        .mapToLong(
            day ->
                world.groups().all().stream()
                    .flatMap(group -> conversation.on(day, group, Set.of()).stream())
                    .filter(message -> message.line().contains("\"from\":\"wm"))
                    .count())
        .sum();
  }

  private static double refundShare(String regime) {
    List<Order> paid = orders(regime).stream().filter(Order::isPaid).toList();
    return paid.stream().filter(order -> order.refund().isPresent()).count() / (double) paid.size();
  }

  private static double influencedShare(String regime) {
    List<Arrival> arrivals = history(regime).arrivals().all();
    return arrivals.stream().filter(Arrival::isInfluenced).count() / (double) arrivals.size();
  }

  private static double unseenShare(String regime) {
    List<Arrival> invited =
        history(regime).arrivals().all().stream().filter(Arrival::hasInviter).toList();
    return invited.stream().filter(arrival -> !arrival.isObserved()).count()
        / (double) invited.size();
  }

  private static double shareOfBusiestDays(String regime) {
    long[] byDay = new long[DAYS];
    List<Order> orders = orders(regime);
    orders.forEach(order -> byDay[order.day()]++);
    return IntStream.range(0, DAYS)
            .mapToObj(day -> byDay[day])
            .sorted(Comparator.reverseOrder())
            .limit(DAYS / 10)
            .mapToLong(Long::longValue)
            .sum()
        / (double) orders.size();
  }

  private static List<Order> orders(String regime) {
    History world = history(regime);
    return world.people().all().stream()
        .flatMap(person -> world.sales().of(person.id()).stream())
        .toList();
  }

  private static double correlation(double[] one, double[] other) {
    double meanOne = IntStream.range(0, one.length).mapToDouble(at -> one[at]).average().orElse(0);
    double meanOther =
        IntStream.range(0, one.length).mapToDouble(at -> other[at]).average().orElse(0);
    double together = 0;
    double squareOne = 0;
    double squareOther = 0;
    for (int at = 0; at < one.length; at++) {
      together += (one[at] - meanOne) * (other[at] - meanOther);
      squareOne += (one[at] - meanOne) * (one[at] - meanOne);
      squareOther += (other[at] - meanOther) * (other[at] - meanOther);
    }
    return together / Math.sqrt(squareOne * squareOther);
  }
}
