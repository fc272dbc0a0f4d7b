package io.seedbed.models.growth;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.facts.Invites;
import io.seedbed.features.facts.Memberships;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.facts.Refunds;
import io.seedbed.features.facts.Shares;
import io.seedbed.features.table.Table;
import io.seedbed.features.testing.DuckDb;
import io.seedbed.features.testing.Fixture;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserAcquisition;
import io.seedbed.models.growth.RetentionWindows.Bracket;
import io.seedbed.models.referral.InviteEdges;
import io.seedbed.models.segmentation.UserSegments;
import io.seedbed.models.testing.GrowthOracle;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Made-up facts of a small shop around a run date, the same for the same seed: coarse times so that
 * events tie, some after as-of, users without anything. Days and times are drawn apart where no
 * rule ties them, so that nothing holds by accident of the generator.
 */
final class GrowthWorld {

  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  static final RunDate RUN_DATE = new RunDate(LocalDate.parse("2026-03-10"), ZONE);

  static final GrowthOracle ORACLE = new GrowthOracle(RUN_DATE);

  static final AarrrRules AARRR = GrowthOracle.AARRR;
  static final RetentionRules RETENTION =
      new RetentionRules(
          List.of(Grain.DAY, Grain.WEEK, Grain.MONTH),
          new RetentionWindows(List.of(1, 7), List.of(new Bracket(7, 14)), List.of(30)),
          3);
  static final FunnelRules FUNNEL =
      new FunnelRules(
          List.of(
              FunnelEvent.ACQUIRED,
              FunnelEvent.MESSAGE,
              FunnelEvent.ORDER,
              FunnelEvent.ORDER,
              FunnelEvent.INVITE),
          GrowthOracle.FUNNEL_DAYS,
          List.of(Grain.DAY, Grain.WEEK, Grain.MONTH));
  static final GrowthRules RULES = new GrowthRules(AARRR, RETENTION, FUNNEL);

  private static final int USERS = 40;
  private static final int DAYS = 170;
  private static final LocalDate FIRST_DAY = RUN_DATE.day().minusDays(DAYS);

  private final Map<Table, Dataset<Row>> tables = new LinkedHashMap<>();
  private final Map<String, LocalDate> firstPaid = new HashMap<>();
  private final Random random;

  GrowthWorld(long seed) {
    random = new Random(seed);
    acquire();
    live();
    talkAndBuy();
    refund();
    invite();
    classify();
  }

  Dataset<Row> of(Table table) {
    return tables.get(table);
  }

  AarrrInputs aarrr() {
    return aarrr(UnaryOperator.identity());
  }

  AarrrInputs aarrr(UnaryOperator<Dataset<Row>> laidOut) {
    return new AarrrInputs(
        laidOut.apply(of(UserAcquisition.TABLE)),
        laidOut.apply(
            Members.activity(
                laidOut.apply(of(UserAcquisition.TABLE)),
                laidOut.apply(of(UserDay.TABLE)),
                RULES,
                RUN_DATE)),
        laidOut.apply(Members.features(of(UserAcquisition.TABLE), of(UserDay.TABLE), RUN_DATE)),
        laidOut.apply(of(Invites.TABLE)),
        laidOut.apply(of(InviteEdges.TABLE)),
        laidOut.apply(of(UserSegments.TABLE)),
        laidOut.apply(of(Memberships.TABLE)));
  }

  FunnelInputs funnel() {
    return funnel(UnaryOperator.identity());
  }

  FunnelInputs funnel(UnaryOperator<Dataset<Row>> laidOut) {
    return new FunnelInputs(
        laidOut.apply(of(UserAcquisition.TABLE)),
        laidOut.apply(of(ChatMessages.TABLE)),
        laidOut.apply(of(OrderValues.TABLE)),
        laidOut.apply(of(Shares.TABLE)),
        laidOut.apply(of(Invites.TABLE)),
        laidOut.apply(of(InviteEdges.TABLE)));
  }

  /** All tables in an oracle. */
  DuckDb inDuckDb() {
    DuckDb database = DuckDb.open();
    tables.forEach(database::load);
    return database;
  }

  private void acquire() {
    Fixture acquisitions =
        Fixture.of(
            UserAcquisition.TABLE,
            ZONE,
            UserAcquisition.USER_ID,
            UserAcquisition.ACQUIRED_AT,
            UserAcquisition.ACQUIRED_DAY,
            UserAcquisition.ROUTE,
            UserAcquisition.CHANNEL,
            UserAcquisition.GROUP_ID,
            UserAcquisition.INVITER_ID,
            UserAcquisition.IS_LEFT_TRUNCATED);
    Fixture memberships =
        Fixture.of(
            Memberships.TABLE,
            ZONE,
            Memberships.USER_ID,
            Memberships.GROUP_ID,
            Memberships.JOINED_AT);
    for (int user = 0; user < USERS; user++) {
      Instant at = instant(random.nextInt(DAYS + 1));
      LocalDate day = dayOf(at);
      if (day.isAfter(RUN_DATE.day())) {
        continue;
      }
      acquisitions.row(
          user(user),
          at.toString(),
          day.toString(),
          pick("joined_group", "first_message", "first_order"),
          pick("wechat", "douyin", null),
          pick("g1", null, null),
          pick(anyUser(), "stranger", null),
          day.isBefore(FIRST_DAY.plusDays(30)));
      for (int stay = random.nextInt(3); stay > 0; stay--) {
        memberships.row(user(user), pick("g1", "g2", "g3"), anyTime().toString());
      }
    }
    tables.put(UserAcquisition.TABLE, acquisitions.dataset());
    tables.put(Memberships.TABLE, memberships.dataset());
  }

  private void live() {
    Fixture userDays =
        Fixture.of(
            UserDay.TABLE,
            ZONE,
            UserDay.USER_ID,
            UserDay.DAY,
            UserDay.MESSAGES,
            UserDay.PAID_ORDERS,
            UserDay.KEPT_ORDERS,
            UserDay.NET_MINOR);
    for (int user = 0; user < USERS; user++) {
      int everyDays = 1 + random.nextInt(40);
      for (int day = 0; day <= DAYS + 5; day++) {
        if (random.nextInt(everyDays) == 0) {
          int paid = random.nextInt(3);
          int kept = paid == 0 ? 0 : random.nextInt(paid + 1);
          if (paid > 0) {
            firstPaid.putIfAbsent(user(user), FIRST_DAY.plusDays(day));
          }
          userDays.row(
              user(user),
              FIRST_DAY.plusDays(day).toString(),
              paid == 0 ? 1 : random.nextInt(2),
              paid,
              kept,
              kept * (1L + random.nextInt(900)));
        }
      }
    }
    tables.put(UserDay.TABLE, userDays.dataset());
  }

  private void talkAndBuy() {
    Fixture messages =
        Fixture.of(
            ChatMessages.TABLE,
            ZONE,
            ChatMessages.MESSAGE_ID,
            ChatMessages.USER_ID,
            ChatMessages.SENT_AT,
            ChatMessages.IS_MEANINGFUL,
            ChatMessages.IS_SHARE);
    Fixture orders =
        Fixture.of(
            OrderValues.TABLE,
            ZONE,
            OrderValues.ORDER_ID,
            OrderValues.USER_ID,
            OrderValues.PAID_AT,
            OrderValues.AMOUNT_MINOR,
            OrderValues.NET_MINOR);
    Fixture shares =
        Fixture.of(Shares.TABLE, ZONE, Shares.SHARE_ID, Shares.USER_ID, Shares.SHARED_AT);
    for (int id = 0; id < USERS * 7; id++) {
      messages.row(
          "m" + id, pick(anyUser(), anyUser(), null), anyTime().toString(), chance(3), chance(1));
      orders.row(
          "o" + id,
          pick(anyUser(), anyUser(), null),
          anyTime().toString(),
          1 + random.nextInt(500),
          chance(3) ? 100 : 0);
      if (chance(1)) {
        shares.row("s" + id, anyUser(), anyTime().toString());
      }
    }
    tables.put(ChatMessages.TABLE, messages.dataset());
    tables.put(OrderValues.TABLE, orders.dataset());
    tables.put(Shares.TABLE, shares.dataset());
  }

  private void refund() {
    Fixture refunds =
        Fixture.of(
            Refunds.TABLE,
            ZONE,
            Refunds.REFUND_ID,
            Refunds.REFUNDED_AT,
            Refunds.AMOUNT_MINOR,
            Refunds.ORDER_ID);
    for (int id = 0; id < USERS * 5; id++) {
      refunds.row(
          pick("o", "r") + id,
          anyTime().toString(),
          1 + random.nextInt(400),
          pick("o" + random.nextInt(USERS * 2), "o" + random.nextInt(USERS * 2), "gone", null));
    }
    tables.put(Refunds.TABLE, refunds.dataset());
  }

  /** Nobody is bound after their first paid order. */
  private void invite() {
    Fixture invites =
        Fixture.of(
            Invites.TABLE,
            ZONE,
            Invites.INVITE_ID,
            Invites.INVITER_ID,
            Invites.INVITEE_ID,
            Invites.INVITED_AT);
    Fixture edges =
        Fixture.of(
            InviteEdges.TABLE,
            ZONE,
            InviteEdges.INVITE_ID,
            InviteEdges.INVITER_ID,
            InviteEdges.INVITEE_ID,
            InviteEdges.INVITED_AT,
            InviteEdges.JOINED_DAY,
            InviteEdges.JUDGEMENT,
            InviteEdges.IS_QUALIFIED);
    for (int id = 0; id < USERS * 3; id++) {
      String inviter = anyUser();
      String invitee = id < USERS ? user(id) : pick(anyUser(), null);
      LocalDate lastBinding = firstPaid.getOrDefault(invitee, RUN_DATE.day());
      Instant at =
          id < USERS
              ? instant(random.nextInt(1 + (int) FIRST_DAY.until(lastBinding, ChronoUnit.DAYS)))
              : anyTime();
      boolean isKnown = at.isBefore(RUN_DATE.asOf());
      invites.row("i" + id, inviter, invitee, at.toString());
      if (invitee != null && isKnown) {
        boolean isBound = id < USERS && chance(3);
        LocalDate joined = dayOf(at).plusDays(random.nextInt(9));
        edges.row(
            "i" + id,
            inviter,
            invitee,
            at.toString(),
            isBound ? earliest(joined, lastBinding).toString() : null,
            isBound ? "bound" : pick("assist", "pending", "rejected"),
            isBound && chance(2));
      }
    }
    tables.put(Invites.TABLE, invites.dataset());
    tables.put(InviteEdges.TABLE, edges.dataset());
  }

  private void classify() {
    Fixture segments =
        Fixture.of(
            UserSegments.TABLE,
            ZONE,
            UserSegments.USER_ID,
            UserSegments.RUN_DATE,
            UserSegments.SEGMENT,
            UserSegments.REPEAT_TYPE,
            UserSegments.REASONS);
    for (int user = 0; user < USERS - 3; user++) {
      String segment = pick("prospect", "non_repeat", "repeat", "problem");
      segments.row(
          user(user),
          RUN_DATE.day().toString(),
          segment,
          segment.equals("repeat") ? pick("fan", "spreader", "unknown") : null,
          new Row[0]);
      segments.row(user(user), RUN_DATE.day().minusDays(1).toString(), "unknown", null, new Row[0]);
    }
    tables.put(UserSegments.TABLE, segments.dataset());
  }

  private Instant anyTime() {
    return instant(random.nextInt(DAYS + 4));
  }

  /** One of a few moments of a day, the last ones on either side of midnight in the shop. */
  private Instant instant(int day) {
    Instant midnight = FIRST_DAY.plusDays(day).atStartOfDay(ZONE).toInstant();
    return switch (random.nextInt(4)) {
      case 0 -> midnight;
      case 1 -> midnight.plusSeconds(43_200);
      case 2 -> midnight.plusMillis(43_200_500);
      default -> midnight.plusSeconds(86_399);
    };
  }

  private static LocalDate earliest(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  private static LocalDate dayOf(Instant at) {
    return at.atZone(ZONE).toLocalDate();
  }

  private boolean chance(int outOfFour) {
    return random.nextInt(4) < outOfFour;
  }

  private String anyUser() {
    return user(random.nextInt(USERS));
  }

  private static String user(int number) {
    return "u" + number;
  }

  private String pick(String... values) {
    return values[random.nextInt(values.length)];
  }
}
