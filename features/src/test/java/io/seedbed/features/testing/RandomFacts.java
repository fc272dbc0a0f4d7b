package io.seedbed.features.testing;

import io.seedbed.features.facts.Appeals;
import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.facts.Commissions;
import io.seedbed.features.facts.Complaints;
import io.seedbed.features.facts.Invites;
import io.seedbed.features.facts.Memberships;
import io.seedbed.features.facts.OrderLines;
import io.seedbed.features.facts.Refunds;
import io.seedbed.features.facts.Shares;
import io.seedbed.features.facts.Violations;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserFeatures;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Seeded facts of a shop that never was: dense in ties, nulls, anonymous rows, day edges and rows
 * on either side of as-of, so that two definitions which differ anywhere differ here.
 */
public record RandomFacts(
    RunDate runDate,
    Dataset<Row> orderLines,
    Dataset<Row> refunds,
    Dataset<Row> complaints,
    Dataset<Row> chatMessages,
    Dataset<Row> memberships,
    Dataset<Row> invites,
    Dataset<Row> shares,
    Dataset<Row> commissions,
    Dataset<Row> violations,
    Dataset<Row> appeals) {

  /** The run date of all of them, in Asia/Shanghai. */
  public static final RunDate RUN_DATE =
      new RunDate(LocalDate.parse("2024-09-05"), ZoneId.of("Asia/Shanghai"));

  private static final int USERS = 60;
  private static final int GROUPS = 6;
  private static final int DAYS = 250;

  /** These facts and what follows from them as the sources of user features. */
  public UserFeatures.Sources sources(
      Dataset<Row> acquisitions,
      Dataset<Row> userDays,
      Dataset<Row> firstMessages,
      boolean hasOptionalSources) {
    return new UserFeatures.Sources(
        acquisitions,
        userDays,
        firstMessages,
        chatMessages,
        memberships,
        commissions,
        complaints,
        violations,
        appeals,
        hasOptionalSources,
        hasOptionalSources);
  }

  /** The facts of one seed. */
  public static RandomFacts of(long seed) {
    Random random = new Random(seed);
    return new RandomFacts(
        RUN_DATE,
        orderLines(random),
        refunds(random),
        complaints(random),
        chatMessages(random),
        memberships(random),
        invites(random),
        shares(random),
        commissions(random),
        violations(random),
        appeals(random));
  }

  /** The same facts, every dataset passed through a change that should change nothing. */
  public RandomFacts each(UnaryOperator<Dataset<Row>> change) {
    return new RandomFacts(
        runDate,
        change.apply(orderLines),
        change.apply(refunds),
        change.apply(complaints),
        change.apply(chatMessages),
        change.apply(memberships),
        change.apply(invites),
        change.apply(shares),
        change.apply(commissions),
        change.apply(violations),
        change.apply(appeals));
  }

  private static Dataset<Row> orderLines(Random random) {
    Fixture lines =
        Fixture.of(
            OrderLines.TABLE,
            RUN_DATE.zone(),
            OrderLines.LINE_ID,
            OrderLines.ORDER_ID,
            OrderLines.USER_ID,
            OrderLines.ORDERED_AT,
            OrderLines.QUANTITY,
            OrderLines.AMOUNT_MINOR,
            OrderLines.KIND,
            OrderLines.CHANNEL);
    Instant[] orderedAt = Stream.generate(() -> instant(random)).limit(400).toArray(Instant[]::new);
    for (int i = 0; i < 700; i++) {
      int order = random.nextInt(orderedAt.length);
      lines.row(
          "l" + i,
          "o" + order,
          userOrNull(random),
          withinTheDay(orderedAt[order], random.nextInt(3)),
          1 + random.nextInt(3),
          100L * random.nextInt(5),
          oneOf(random, OrderLines.PURCHASE, OrderLines.PURCHASE, "gift", "cancelled"),
          oneOf(random, "app", "group", null));
    }
    return lines.dataset();
  }

  private static Dataset<Row> refunds(Random random) {
    Fixture refunds =
        Fixture.of(
            Refunds.TABLE,
            RUN_DATE.zone(),
            Refunds.REFUND_ID,
            Refunds.REFUNDED_AT,
            Refunds.AMOUNT_MINOR,
            Refunds.IS_FAULT,
            Refunds.ORDER_ID);
    for (int i = 0; i < 200; i++) {
      refunds.row(
          "r" + i,
          instant(random),
          50L * (1 + random.nextInt(10)),
          random.nextInt(10) == 0,
          random.nextInt(5) == 0 ? null : "o" + random.nextInt(420));
    }
    return refunds.dataset();
  }

  private static Dataset<Row> complaints(Random random) {
    Fixture complaints =
        Fixture.of(
            Complaints.TABLE,
            RUN_DATE.zone(),
            Complaints.COMPLAINT_ID,
            Complaints.USER_ID,
            Complaints.ORDER_ID,
            Complaints.COMPLAINED_AT,
            Complaints.KIND,
            Complaints.IS_UPHELD);
    for (int i = 0; i < 60; i++) {
      complaints.row(
          "c" + i,
          user(random),
          random.nextInt(3) == 0 ? null : "o" + random.nextInt(420),
          instant(random),
          oneOf(random, "complaint", "complaint", Complaints.CHARGEBACK, Complaints.FRAUD),
          random.nextBoolean());
    }
    return complaints.dataset();
  }

  private static Dataset<Row> chatMessages(Random random) {
    Fixture messages =
        Fixture.of(
            ChatMessages.TABLE,
            RUN_DATE.zone(),
            ChatMessages.MESSAGE_ID,
            ChatMessages.GROUP_ID,
            ChatMessages.USER_ID,
            ChatMessages.SENT_AT,
            ChatMessages.MESSAGE_TYPE,
            ChatMessages.IS_MEANINGFUL,
            ChatMessages.IS_SHARE,
            ChatMessages.IS_SERVICE,
            ChatMessages.ADDRESSED_USER_ID);
    for (int i = 0; i < 1200; i++) {
      String type = oneOf(random, "text", "text", "card", "recall", ChatMessages.SYSTEM);
      messages.row(
          "m" + i,
          random.nextInt(10) == 0 ? null : group(random),
          userOrNull(random),
          instant(random),
          type,
          type.equals("card") || (type.equals("text") && random.nextInt(4) > 0),
          type.equals("card") && random.nextBoolean(),
          type.equals("recall") && random.nextBoolean(),
          userOrNull(random));
    }
    return messages.dataset();
  }

  private static Dataset<Row> memberships(Random random) {
    Fixture stays =
        Fixture.of(
            Memberships.TABLE,
            RUN_DATE.zone(),
            Memberships.MEMBERSHIP_ID,
            Memberships.GROUP_ID,
            Memberships.USER_ID,
            Memberships.JOINED_AT,
            Memberships.LEFT_AT,
            Memberships.INVITER_ID);
    for (int i = 0; i < 120; i++) {
      Instant joined = instant(random);
      stays.row(
          "s" + i,
          random.nextInt(8) == 0 ? "silent" : group(random),
          user(random),
          joined,
          random.nextInt(3) == 0 ? null : joined.plus(random.nextInt(90), ChronoUnit.DAYS),
          userOrNull(random));
    }
    return stays.dataset();
  }

  private static Dataset<Row> invites(Random random) {
    Fixture invites =
        Fixture.of(
            Invites.TABLE,
            RUN_DATE.zone(),
            Invites.INVITE_ID,
            Invites.INVITER_ID,
            Invites.INVITEE_ID,
            Invites.INVITED_AT,
            Invites.JOINED_AT,
            Invites.CHANNEL,
            Invites.CAMPAIGN);
    for (int i = 0; i < 80; i++) {
      Instant invited = instant(random);
      invites.row(
          "i" + i,
          user(random),
          userOrNull(random),
          invited,
          random.nextInt(3) == 0 ? null : invited.plus(random.nextInt(100), ChronoUnit.HOURS),
          oneOf(random, "moments", "group", null),
          oneOf(random, "spring", null));
    }
    return invites.dataset();
  }

  private static Dataset<Row> shares(Random random) {
    Fixture shares =
        Fixture.of(
            Shares.TABLE, RUN_DATE.zone(), Shares.SHARE_ID, Shares.USER_ID, Shares.SHARED_AT);
    for (int i = 0; i < 150; i++) {
      shares.row("h" + i, user(random), instant(random));
    }
    return shares.dataset();
  }

  private static Dataset<Row> commissions(Random random) {
    Fixture commissions =
        Fixture.of(
            Commissions.TABLE,
            RUN_DATE.zone(),
            Commissions.COMMISSION_ID,
            Commissions.USER_ID,
            Commissions.BOOKED_AT,
            Commissions.AMOUNT_MINOR);
    for (int i = 0; i < 80; i++) {
      commissions.row("k" + i, user(random), instant(random), 10L * (random.nextInt(20) - 5));
    }
    return commissions.dataset();
  }

  private static Dataset<Row> violations(Random random) {
    Fixture violations =
        Fixture.of(
            Violations.TABLE,
            RUN_DATE.zone(),
            Violations.VIOLATION_ID,
            Violations.USER_ID,
            Violations.VIOLATED_AT,
            Violations.KIND);
    for (int i = 0; i < 90; i++) {
      violations.row("v" + i, user(random), instant(random), oneOf(random, "abuse", "advertising"));
    }
    return violations.dataset();
  }

  /** Half of them end; most name an order, complaint or violation that there is. */
  private static Dataset<Row> appeals(Random random) {
    Fixture appeals =
        Fixture.of(
            Appeals.TABLE,
            RUN_DATE.zone(),
            Appeals.APPEAL_ID,
            Appeals.USER_ID,
            Appeals.DECISION,
            Appeals.ABOUT,
            Appeals.ABOUT_ID,
            Appeals.FROM_AT,
            Appeals.UNTIL_AT);
    for (int i = 0; i < 60; i++) {
      Instant from = instant(random);
      String about =
          oneOf(random, Appeals.ORDER, Appeals.COMPLAINT, Appeals.VIOLATION, Appeals.FLAG);
      appeals.row(
          "a" + i,
          user(random),
          oneOf(random, Appeals.CLEARED, Appeals.CLEARED, Appeals.CLEARED, Appeals.CONFIRMED),
          about,
          switch (about) {
            case Appeals.ORDER -> "o" + random.nextInt(400);
            case Appeals.COMPLAINT -> "c" + random.nextInt(60);
            case Appeals.VIOLATION -> "v" + random.nextInt(90);
            default -> null;
          },
          from,
          random.nextBoolean() ? null : from.plus(1 + random.nextInt(60), ChronoUnit.DAYS));
    }
    return appeals.dataset();
  }

  /** Up to ten days after as-of; every fourth on an edge of a business day. */
  private static Instant instant(Random random) {
    Instant dayEnd = RUN_DATE.asOf().minus(random.nextInt(DAYS) - 10L, ChronoUnit.DAYS);
    return switch (random.nextInt(8)) {
      case 0 -> dayEnd;
      case 1 -> dayEnd.minusSeconds(1);
      default -> dayEnd.minusSeconds(random.nextInt(86_400));
    };
  }

  /** The lines of an order stand some seconds apart, but never on both sides of midnight. */
  private static Instant withinTheDay(Instant start, int seconds) {
    Instant later = start.plusSeconds(seconds);
    return later
            .atZone(RUN_DATE.zone())
            .toLocalDate()
            .equals(start.atZone(RUN_DATE.zone()).toLocalDate())
        ? later
        : start;
  }

  private static String user(Random random) {
    double skew = random.nextDouble();
    return "u" + (int) (USERS * skew * skew);
  }

  private static String userOrNull(Random random) {
    return random.nextInt(10) == 0 ? null : user(random);
  }

  private static String group(Random random) {
    return "g" + random.nextInt(GROUPS);
  }

  private static String oneOf(Random random, String... values) {
    return values[random.nextInt(values.length)];
  }
}
