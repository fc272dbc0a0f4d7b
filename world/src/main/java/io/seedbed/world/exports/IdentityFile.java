package io.seedbed.world.exports;

import io.seedbed.world.history.Arrival;
import io.seedbed.world.history.History;
import io.seedbed.world.lines.Csv;
import io.seedbed.world.people.Account;
import io.seedbed.world.random.Draws;
import io.seedbed.world.random.Purpose;
import io.seedbed.world.random.Variates;
import io.seedbed.world.settings.DirtSettings;
import io.seedbed.world.settings.IdentitySettings;
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

  private final History history;
  private final Draws draws;
  private final IdentitySettings settings;
  private final DirtSettings dirt;

  IdentityFile(History history) {
    this.history = history;
    this.draws = history.draws();
    this.settings = history.plan().settings().identities();
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
    if (random.nextDouble() < settings.deviceShare()) {
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
      int late =
          isLate ? Variates.between(settings.lateDaysLeast(), settings.lateDaysMost(), random) : 0;
      int day = first.get().day() + late;
      boolean isWrong = random.nextDouble() < dirt.wrongLinkShare();
      Account holder =
          isWrong ? history.accounts().first(random.nextInt(history.people().size())) : account;
      String phone = PhoneHash.of(holder.phone());
      links.add(link(day, phone, "phone", userid, "external_userid", random));
      if (random.nextDouble() < settings.nickShare()) {
        links.add(link(day, account.nick(), "nick", phone, "phone", random));
      }
    }
  }

  private Link link(
      int day, String id, String kind, String sameAs, String sameAsKind, SplittableRandom random) {
    int second = Variates.between(settings.firstSecond(), settings.lastSecond(), random);
    long at = history.calendar().epochSecond(day, second);
    int ends = day + Variates.between(1, settings.endedWithinDays(), random);
    boolean isEnded =
        random.nextDouble() < settings.endedShare() && ends < history.calendar().days();
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
