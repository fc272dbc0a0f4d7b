package io.seedbed.world.exports;

import io.seedbed.world.history.Arrival;
import io.seedbed.world.history.History;
import io.seedbed.world.lines.Csv;
import io.seedbed.world.people.Account;
import io.seedbed.world.random.Draws;
import io.seedbed.world.random.Purpose;
import io.seedbed.world.settings.DirtSettings;
import io.seedbed.world.trade.Order;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What the shop's customer system holds to be one person: never everybody, some late, some wrong.
 * Families with one phone look like one person in it, and two accounts of one person like two.
 */
final class IdentityFile {

  private static final String HEADER = "id,id_kind,same_as,same_as_kind,linked_at,valid_to";
  private static final int LATE_LEAST_DAYS = 14;
  private static final int LATE_DAYS = 60;
  private static final double DEVICE_SHARE = 0.5;
  private static final double NICK_SHARE = 0.3;
  private static final double ENDED_SHARE = 0.01;
  private static final int ENDED_WITHIN_DAYS = 60;

  private final History history;
  private final Draws draws;
  private final DirtSettings dirt;

  IdentityFile(History history) {
    this.history = history;
    this.draws = history.draws();
    this.dirt = history.plan().settings().dirt();
  }

  private record Link(int day, String row) {}

  void write(Path path) throws IOException {
    List<Link> links = new ArrayList<>();
    for (Arrival arrival : history.arrivals().all()) {
      for (Account account : history.accounts().of(arrival.person())) {
        link(arrival, account, links);
      }
    }
    links.sort(Comparator.comparingInt(Link::day).thenComparing(Link::row));
    try (RowFile file = RowFile.at(path, dirt.duplicateShare(), draws).headed(HEADER)) {
      for (Link link : links) {
        if (link.day() < history.calendar().days()) {
          file.write(link.row());
        }
      }
    }
  }

  private void link(Arrival arrival, Account account, List<Link> links) {
    SplittableRandom random = draws.stream(Purpose.LINKING, account.person(), account.number());
    String userid = account.externalUserid();
    links.add(link(arrival.day(), userid, "external_userid", account.unionid(), "unionid", random));
    if (random.nextDouble() < DEVICE_SHARE) {
      links.add(link(arrival.day(), account.device(), "device", userid, "external_userid", random));
    }
    Optional<Order> first =
        history.sales().of(account.person()).stream()
            .filter(order -> order.account() == account.number())
            .findFirst();
    boolean isUnlinked =
        draws.happens(dirt.unlinkedShare(), Purpose.LINKING, account.person(), 100);
    if (first.isPresent() && !isUnlinked) {
      boolean isLate = random.nextDouble() < dirt.lateLinkShare();
      int day = first.get().day() + (isLate ? LATE_LEAST_DAYS + random.nextInt(LATE_DAYS) : 0);
      boolean isWrong = random.nextDouble() < dirt.wrongLinkShare();
      Account holder =
          isWrong ? history.accounts().first(random.nextInt(history.people().size())) : account;
      String phone = PhoneHash.of(holder.phone());
      links.add(link(day, phone, "phone", userid, "external_userid", random));
      if (random.nextDouble() < NICK_SHARE) {
        links.add(link(day, account.nick(), "nick", phone, "phone", random));
      }
    }
  }

  private Link link(
      int day, String id, String kind, String sameAs, String sameAsKind, SplittableRandom random) {
    long at = history.calendar().epochSecond(day, 80_000 + random.nextInt(6_000));
    int ends = day + 1 + random.nextInt(ENDED_WITHIN_DAYS);
    boolean isEnded = random.nextDouble() < ENDED_SHARE && ends < history.calendar().days();
    return new Link(
        day,
        Csv.row(
            id,
            kind,
            sameAs,
            sameAsKind,
            Times.local(at),
            isEnded ? Times.local(history.calendar().epochSecond(ends, 0)) : ""));
  }
}
