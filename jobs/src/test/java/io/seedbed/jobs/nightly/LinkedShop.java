package io.seedbed.jobs.nightly;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A shop whose orders know people by telephone and whose groups know them by their WeCom id. Who
 * has which telephone is claimed late, wrongly, for a whole family, or until it changes hands.
 */
final class LinkedShop {

  private static final int PEOPLE = 40;

  private final Random random;
  private final LocalDate first;
  private final LocalDate night;
  private final Path inbox;

  LinkedShop(long seed, LocalDate first, LocalDate night, Path inbox) {
    this.random = new Random(seed);
    this.first = first;
    this.night = night;
    this.inbox = inbox;
  }

  /** Everything up to the night, with the claims about every other person. */
  void deliver() throws IOException {
    List<String> orders = new ArrayList<>(List.of("order_id,user_id,ordered_at,amount"));
    List<String> refunds =
        new ArrayList<>(List.of("refund_id,order_id,user_id,refunded_at,amount"));
    List<String> stays =
        new ArrayList<>(List.of("group_id,user_id,joined_at,left_at,inviter_id,scene"));
    List<String> invites =
        new ArrayList<>(List.of("invite_id,inviter_id,invitee_id,invited_at,joined_at"));
    List<String> chat = new ArrayList<>();
    List<String> shares = new ArrayList<>(List.of("share_id,user_id,shared_at,scene"));
    List<String> complaints =
        new ArrayList<>(List.of("complaint_id,user_id,order_id,complained_at,is_upheld,kind"));
    for (int person = 0; person < PEOPLE; person++) {
      for (int i = random.nextInt(4); i >= 0; i--) {
        String order = "o%d-%d".formatted(person, i);
        String at = someTime();
        orders.add("%s,%s,%s,%d.50".formatted(order, phone(person), at, 10 + random.nextInt(90)));
        if (random.nextInt(5) == 0) {
          refunds.add("r%s,%s,%s,%s,5.00".formatted(order, order, phone(person), someTime()));
        }
      }
      shares.add("s%d,%s,%s,group".formatted(person, wecom(person), someTime()));
      if (person % 7 == 1) {
        complaints.add(
            "c%d,%s,o%d-0,%s,yes,chargeback".formatted(person, phone(person), person, someTime()));
      }
      stays.add(
          "g%d,%s,%s,,%s,link"
              .formatted(person % 3, wecom(person), someTime(), wecom(random.nextInt(PEOPLE))));
      invites.add(
          "i%d,%s,%s,%s,%s"
              .formatted(
                  person,
                  wecom(random.nextInt(PEOPLE)),
                  random.nextBoolean() ? wecom(person) : phone(person),
                  first + "T08:00:00",
                  someTime()));
      for (int i = random.nextInt(6); i > 0; i--) {
        chat.add(
            "{\"message_id\":\"m%d-%d\",\"group_id\":\"g%d\",\"user_id\":\"%s\",\"sent_at\":\"%s\",\"text\":\"这个好用吗 %d\",\"addressed_user_id\":\"%s\"}"
                .formatted(
                    person,
                    i,
                    person % 3,
                    wecom(person),
                    someTime(),
                    i,
                    wecom(random.nextInt(PEOPLE))));
      }
    }
    write("orders-1.csv", orders);
    write("refunds-1.csv", refunds);
    write("memberships-1.csv", stays);
    write("invites-1.csv", invites);
    write("chat-1.jsonl", chat);
    write("shares-1.csv", shares);
    write("complaints-1.csv", complaints);
    write("appeals-1.csv", appeals());
    List<String> claims = claims();
    for (int person = 0; person < PEOPLE; person += 2) {
      claims.add(claim(person, wecom(person), night, "", ""));
    }
    write("identities-1.csv", claims);
  }

  /** What comes the day after: an order, and what is known of the other half by then. */
  void deliverLate() throws IOException {
    LocalDate today = night.plusDays(1);
    write(
        "orders-2.csv",
        List.of(
            "order_id,user_id,ordered_at,amount",
            "late,%s,%sT10:00:00,30.00".formatted(phone(1), today)));
    write(
        "appeals-2.csv",
        List.of(
            "appeal_id,user_id,decision,about,about_id,from_at,until_at",
            "a4,%s,cleared,complaint,c22,%sT09:00:00,%sT10:00:00"
                .formatted(phone(22), night.minusDays(3), night.minusDays(2)),
            "a6,%s,cleared,complaint,c29,%sT09:00:00,".formatted(wecom(29), night.minusDays(3))));
    List<String> claims = claims();
    for (int person = 1; person < PEOPLE; person += 4) {
      claims.add(claim(person, wecom(person), today, "", ""));
    }
    // The end of a claim made before, a family, a telephone that changed hands in between, and one
    // person with two WeCom ids.
    claims.add(claim(2, wecom(2), today, "", first.plusDays(20) + "T00:00:00"));
    claims.add(claim(0, wecom(3), today, "", ""));
    claims.add(claim(7, wecom(7), today, "", first.plusDays(10) + "T00:00:00"));
    claims.add(claim(7, wecom(11), today, first.plusDays(10) + "T00:00:00", ""));
    claims.add(
        "%s,external_userid,%s,external_userid,%sT09:00:00,,"
            .formatted(wecom(15), wecom(19), today));
    write("identities-2.csv", claims);
  }

  /**
   * Chargebacks are cleared: for good, until the night, of the order only, and one that a
   * correction takes back the day after. Somebody who is known by a telephone is confirmed.
   */
  private List<String> appeals() {
    String from = night.minusDays(3) + "T09:00:00";
    return new ArrayList<>(
        List.of(
            "appeal_id,user_id,decision,about,about_id,from_at,until_at",
            "a1,%s,cleared,complaint,c1,%s,".formatted(phone(1), from),
            "a2,%s,cleared,complaint,c8,%s,%sT12:00:00"
                .formatted(phone(8), from, night.plusDays(1)),
            "a3,%s,cleared,order,o15-0,%s,".formatted(phone(15), from),
            "a4,%s,cleared,complaint,c22,%s,".formatted(phone(22), from),
            "a5,%s,confirmed,flag,,%s,".formatted(phone(5), from)));
  }

  static String phone(int person) {
    return "139%04d".formatted(person);
  }

  static String wecom(int person) {
    return "wm%04d".formatted(person);
  }

  private static List<String> claims() {
    return new ArrayList<>(
        List.of("id,id_kind,same_as,same_as_kind,linked_at,valid_from,valid_to"));
  }

  private static String claim(int person, String whose, LocalDate at, String from, String to) {
    return "%s,phone,%s,external_userid,%sT09:00:00,%s,%s"
        .formatted(phone(person), whose, at, from, to);
  }

  private String someTime() {
    int days = (int) (night.toEpochDay() - first.toEpochDay());
    return "%sT%02d:%02d:00"
        .formatted(first.plusDays(random.nextInt(days)), random.nextInt(24), random.nextInt(60));
  }

  private void write(String name, List<String> lines) throws IOException {
    Files.createDirectories(inbox);
    Files.write(inbox.resolve(name), lines, StandardCharsets.UTF_8);
  }
}
