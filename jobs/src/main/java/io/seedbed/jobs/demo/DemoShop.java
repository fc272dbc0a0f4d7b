package io.seedbed.jobs.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Writes the exports of a small made-up community shop: about 2,000 people over 200 days who join
 * groups, chat in Chinese and English, buy, ask for refunds, share and invite. The same seed writes
 * the same bytes. Like real exports these hold a few repeated, broken and anonymous rows.
 *
 * <p>Times are local to the shop ({@code yyyy-MM-dd HH:mm:ss}), amounts are in yuan.
 */
public final class DemoShop {

  private static final int DAYS = 200;
  private static final int PEOPLE = 2_000;
  private static final int FOUNDERS = 500;
  private static final int GROUPS = 16;
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final SplittableRandom random;
  private final LocalDate firstDay;
  private final Sheets sheets;
  private final List<Member> members = new ArrayList<>();
  private final List<Invite> accepted = new ArrayList<>();
  private int orders;
  private int messages;
  private int invites;
  private int shares;

  private record Invite(Member inviter, LocalDateTime at, int joinsOnDay) {}

  private DemoShop(LocalDate lastDay, long seed, Sheets sheets) {
    this.random = new SplittableRandom(seed);
    this.firstDay = lastDay.minusDays(DAYS - 1L);
    this.sheets = sheets;
  }

  /**
   * Writes orders.csv, refunds.csv, chat.jsonl, memberships.csv, invites.csv and shares.jsonl.
   *
   * @param lastDay the last business day of the shop; the first is 199 days before
   */
  public static void write(Path directory, LocalDate lastDay, long seed) throws IOException {
    Files.createDirectories(directory);
    try (Sheets sheets = Sheets.in(directory)) {
      new DemoShop(lastDay, seed, sheets).live();
    }
  }

  private void live() {
    for (int day = 0; day < DAYS; day++) {
      int today = day;
      newcomers(today);
      for (Member member : List.copyOf(members)) {
        if (member.isHere(today)) {
          spend(member, today);
        }
      }
      List<Invite> arriving =
          accepted.stream().filter(invite -> invite.joinsOnDay() == today).toList();
      arriving.forEach(invite -> join(today, invite));
      accepted.removeAll(arriving);
    }
  }

  private void newcomers(int day) {
    int arriving = day < 25 ? FOUNDERS / 25 : random.nextInt(7);
    for (int i = 0; i < arriving; i++) {
      join(day, null);
    }
  }

  private void join(int day, Invite invite) {
    if (members.size() >= PEOPLE) {
      return;
    }
    int group =
        invite == null
            ? (int) (GROUPS * Math.pow(random.nextDouble(), 1.7))
            : invite.inviter().group;
    Member member = Member.joining(members.size() + 1, group, day, random);
    members.add(member);
    LocalDateTime at = at(day, 8, 11);
    sheets.memberships.add(
        group(member),
        member.id(),
        LOCAL.format(at),
        member.leavesOnDay < DAYS ? LOCAL.format(at(member.leavesOnDay, 9, 20)) : null,
        invite == null ? null : invite.inviter().id(),
        invite == null ? "qr_code" : "invite_link");
    if (invite != null) {
      writeInvite(invite.inviter(), member.id(), invite.at(), at);
    }
  }

  private void spend(Member member, int day) {
    for (int i = happenings(member.messagesPerDay); i > 0; i--) {
      say(member, Talk.next(random), at(day, 7, 23));
    }
    for (int i = happenings(member.sharesPerDay); i > 0; i--) {
      share(member, day);
    }
    for (int i = happenings(member.invitesPerDay); i > 0; i--) {
      invite(member, day);
    }
    if (day >= member.nextPurchaseDay) {
      buy(member, day);
      member.scheduleNextPurchase(day, random);
    }
  }

  private void say(Member member, Talk.Message message, LocalDateTime at) {
    messages++;
    Member other = members.get(random.nextInt(members.size()));
    boolean answers = message.text() != null && random.nextDouble() < 0.15;
    sheets.chat.add(
        "m%07d".formatted(messages),
        group(member),
        member.id(),
        LOCAL.format(at),
        message.type(),
        message.text(),
        answers && other.group == member.group ? other.id() : null);
  }

  private void share(Member member, int day) {
    LocalDateTime at = at(day, 10, 22);
    if (random.nextDouble() < 0.5) {
      say(member, Talk.share(1 + random.nextInt(Product.SHELF.size()), random), at);
    } else {
      String scene = List.of("private_chat", "group", "moments").get(random.nextInt(3));
      shares++;
      sheets.shares.add("s%06d".formatted(shares), member.id(), LOCAL.format(at), scene);
    }
  }

  private void invite(Member member, int day) {
    LocalDateTime at = at(day, 9, 22);
    double fate = random.nextDouble();
    if (fate < 0.55) {
      accepted.add(new Invite(member, at, day + 1 + random.nextInt(4)));
    } else if (fate < 0.60) {
      Member known = members.get(random.nextInt(members.size()));
      writeInvite(member, known.id(), at, at.plusMinutes(5));
    } else {
      writeInvite(member, null, at, null);
    }
  }

  private void writeInvite(
      Member inviter, String invitee, LocalDateTime at, LocalDateTime joinedAt) {
    invites++;
    sheets.invites.add(
        "i%06d".formatted(invites),
        inviter.id(),
        invitee,
        LOCAL.format(at),
        joinedAt == null ? null : LOCAL.format(joinedAt),
        random.nextBoolean() ? "group_card" : "poster",
        random.nextDouble() < 0.3 ? "spring_group_buy" : null);
  }

  private void buy(Member member, int day) {
    orders++;
    String order = "o%06d".formatted(orders);
    LocalDateTime at = at(day, 8, 23);
    double fate = random.nextDouble();
    String status = fate < 0.03 ? "cancelled" : fate < 0.05 ? "unpaid" : "paid";
    boolean comesBack = status.equals("paid") && random.nextDouble() < member.refundRate;
    for (int line = 1 + random.nextInt(3), number = 1; number <= line; number++) {
      Product product = Product.SHELF.get(random.nextInt(Product.SHELF.size()));
      int quantity = 1 + random.nextInt(3);
      writeLine(order, number, member, at, product, quantity, status);
      if (comesBack && (number == 1 || random.nextDouble() < 0.8)) {
        refund(order + "-" + number, order, member, at, product, quantity);
      }
    }
  }

  private void writeLine(
      String order,
      int number,
      Member member,
      LocalDateTime at,
      Product product,
      int quantity,
      String status) {
    double dirt = random.nextDouble();
    Object[] row = {
      order,
      number,
      dirt < 0.01 ? null : member.id(),
      dirt > 0.999 ? "31/02/2025" : LOCAL.format(at),
      product.id(),
      product.category(),
      dirt > 0.998 && dirt <= 0.999 ? "two" : quantity,
      product.price(),
      status,
      member.group % 2 == 0 ? "mini_program" : "group_buy"
    };
    sheets.orders.add(row);
    if (dirt > 0.99 && dirt <= 0.995) {
      sheets.orders.add(row);
    }
  }

  private void refund(
      String id, String order, Member member, LocalDateTime at, Product product, int quantity) {
    LocalDateTime back = at.plusDays(1 + random.nextInt(12)).plusMinutes(random.nextInt(600));
    if (back.toLocalDate().isBefore(firstDay.plusDays(DAYS))) {
      sheets.refunds.add(
          id,
          random.nextDouble() < 0.1 ? null : order,
          member.id(),
          LOCAL.format(back),
          product.id(),
          quantity,
          "%d.%02d"
              .formatted(quantity * product.priceFen() / 100, quantity * product.priceFen() % 100),
          reason(member));
    }
  }

  private String reason(Member member) {
    double why = random.nextDouble();
    return why < 0.4 * member.refundRate
        ? "malicious_return"
        : why < 0.7 ? "quality" : "changed_mind";
  }

  private String group(Member member) {
    return "g%02d".formatted(member.group + 1);
  }

  private LocalDateTime at(int day, int fromHour, int toHour) {
    return firstDay
        .plusDays(day)
        .atTime(fromHour, 0)
        .plusSeconds(random.nextInt((toHour - fromHour) * 3600));
  }

  /** A Poisson number of happenings at a daily rate (Knuth's product of uniforms). */
  private int happenings(double rate) {
    double limit = Math.exp(-rate);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }
}
