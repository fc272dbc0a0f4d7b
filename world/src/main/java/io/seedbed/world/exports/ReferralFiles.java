package io.seedbed.world.exports;

import io.seedbed.world.history.Arrival;
import io.seedbed.world.history.History;
import io.seedbed.world.history.ShareAct;
import io.seedbed.world.lines.Csv;
import io.seedbed.world.lines.Json;
import io.seedbed.world.names.Ids;
import io.seedbed.world.random.Draws;
import io.seedbed.world.random.Purpose;
import io.seedbed.world.random.Variates;
import io.seedbed.world.settings.ContagionSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** What the shop's own referral tool saw: invites, accepted or not, and shares. */
final class ReferralFiles {

  private static final String INVITES =
      "invite_id,inviter_id,invitee_id,invited_at,joined_at,channel,campaign";
  private static final List<String> CHANNELS =
      List.of("private_chat", "group", "moments", "poster");
  private static final int MINUTE = 60;
  private static final int HOUR = 3600;

  private final History history;
  private final Draws draws;
  private final ContagionSettings.Links links;
  private final double duplicateShare;

  ReferralFiles(History history) {
    this.history = history;
    this.draws = history.draws();
    this.links = history.plan().settings().contagion().links();
    this.duplicateShare = history.plan().settings().dirt().duplicateShare();
  }

  private record Invite(long invitedAt, String row) {}

  void writeInvites(Path path) throws IOException {
    List<Invite> invites = new ArrayList<>();
    for (Arrival arrival : history.arrivals().all()) {
      if (arrival.isObserved()) {
        invites.add(accepted(arrival));
      }
    }
    eachReportedShare(
        (person, day, act) -> {
          SplittableRandom random = draws.stream(Purpose.INVITE_DIRT, person, day + 10_000L);
          boolean isSent = act.scene() != ShareAct.Scene.GROUP;
          if (isSent && random.nextDouble() < links.openShare()) {
            invites.add(open(person, day, act, random));
          }
        });
    invites.sort(Comparator.comparingLong(Invite::invitedAt).thenComparing(Invite::row));
    try (RowFile file = RowFile.at(path, duplicateShare, draws).headed(INVITES)) {
      for (Invite invite : invites) {
        file.write(invite.row());
      }
    }
  }

  void writeShares(Path path) throws IOException {
    List<String> rows = new ArrayList<>();
    eachReportedShare(
        (person, day, act) ->
            rows.add(
                Json.object()
                    .field("share_id", shareId(person, day))
                    .field("user_id", userid(person))
                    .field("shared_at", Times.local(at(day, act.second())))
                    .field("scene", act.scene().name().toLowerCase(Locale.ROOT))
                    .field("campaign", campaign(day))
                    .line()));
    if (rows.isEmpty()) {
      return;
    }
    try (RowFile file = RowFile.at(path, duplicateShare, draws)) {
      for (String row : rows) {
        file.write(row);
      }
    }
  }

  private Invite accepted(Arrival arrival) {
    SplittableRandom random = draws.stream(Purpose.INVITE_DIRT, arrival.person(), -1);
    long joinedAt = at(arrival.day(), arrival.second());
    Arrival inviter = history.arrivals().of(arrival.inviter()).orElseThrow();
    long before =
        (long) links.invitedMinutesLeast() * MINUTE
            + random.nextInt(links.invitedHoursMost() * HOUR);
    long invitedAt = Math.max(at(inviter.day(), inviter.second()), joinedAt - before);
    boolean isUnnamed =
        random.nextDouble() < history.plan().settings().dirt().missingInviterShare();
    return new Invite(
        invitedAt,
        Csv.row(
            "iv" + Ids.token(14, random),
            isUnnamed ? "" : userid(arrival.inviter()),
            userid(arrival.person()),
            Times.local(invitedAt),
            Times.local(joinedAt),
            Variates.any(CHANNELS, random),
            campaign(arrival.day())));
  }

  private Invite open(int person, int day, ShareAct act, SplittableRandom random) {
    long invitedAt = at(day, act.second());
    return new Invite(
        invitedAt,
        Csv.row(
            "iv" + Ids.token(14, random),
            userid(person),
            "",
            Times.local(invitedAt),
            "",
            act.scene().name().toLowerCase(Locale.ROOT),
            campaign(day)));
  }

  private interface ShareReader {
    void read(int person, int day, ShareAct act);
  }

  private void eachReportedShare(ShareReader reader) {
    for (int day = 0; day < history.calendar().days(); day++) {
      int today = day;
      history
          .shares()
          .sharersOn(day)
          .forEach(
              person -> {
                ShareAct act = history.shareAct(person, today);
                if (act.isReported()) {
                  reader.read(person, today, act);
                }
              });
    }
  }

  private String shareId(int person, int day) {
    return "sh" + Ids.token(14, draws.stream(Purpose.SHARE_SCENE, person, day + 10_000L));
  }

  private String userid(int person) {
    return history.accounts().first(person).externalUserid();
  }

  private String campaign(int day) {
    return YearMonth.from(history.calendar().dateOf(day)).toString();
  }

  private long at(int day, int second) {
    return history.calendar().epochSecond(day, second);
  }
}
