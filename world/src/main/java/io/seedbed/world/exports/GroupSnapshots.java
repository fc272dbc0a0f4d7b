package io.seedbed.world.exports;

import io.seedbed.world.groups.Group;
import io.seedbed.world.history.Arrival;
import io.seedbed.world.history.History;
import io.seedbed.world.history.Stay;
import io.seedbed.world.lines.Json;
import io.seedbed.world.lines.LineFile;
import io.seedbed.world.lines.Text;
import io.seedbed.world.people.Account;
import io.seedbed.world.random.Draws;
import io.seedbed.world.random.Purpose;
import io.seedbed.world.settings.DirtSettings;
import io.seedbed.world.settings.GroupSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Who is in which group, asked every so many days; whoever has left is in it no longer. */
final class GroupSnapshots {

  private static final int DIRECT = 1;
  private static final int LINK = 2;
  private static final int QR_CODE = 3;

  private final History history;
  private final Path folder;
  private final Draws draws;
  private final GroupSettings.Joining joining;
  private final DirtSettings dirt;

  GroupSnapshots(History history, Path folder) {
    this.history = history;
    this.folder = folder;
    this.draws = history.draws();
    this.joining = history.plan().settings().groups().joining();
    this.dirt = history.plan().settings().dirt();
  }

  /** Writes the snapshot of a day if there is one. */
  void write(int day) throws IOException {
    int left = history.calendar().days() - 1 - day;
    if (left % history.plan().settings().files().snapshotEveryDays() != 0) {
      return;
    }
    Path path = folder.resolve("wecom-groups-%s.jsonl".formatted(history.calendar().dateOf(day)));
    List<String> answers = new ArrayList<>();
    for (Group group : history.groups().all()) {
      List<Stay> present =
          history.stays().in(group.id()).stream()
              .filter(stay -> stay.isThere(day))
              .sorted(
                  Comparator.comparingInt(Stay::day)
                      .thenComparingInt(Stay::second)
                      .thenComparingInt(Stay::person)
                      .thenComparingInt(Stay::account))
              .toList();
      if (!present.isEmpty()) {
        answers.add(answer(group, present));
      }
    }
    if (!answers.isEmpty()) {
      LineFile.write(path, answers);
    }
  }

  private String answer(Group group, List<Stay> present) {
    Json answer =
        Json.object()
            .field("errcode", 0)
            .field("errmsg", "ok")
            .objectAt("group_chat")
            .field("chat_id", group.chatId())
            .field("name", group.name())
            .field("owner", group.operator())
            .field("create_time", created())
            .arrayAt("member_list");
    answer
        .element()
        .field("userid", group.operator())
        .field("type", 1)
        .field("join_time", created())
        .field("join_scene", DIRECT)
        .objectAt("invitor")
        .field("userid", group.operator())
        .endObject()
        .field("group_nickname", "小助手")
        .field("name", group.operator())
        .endObject();
    present.forEach(stay -> member(answer, group, stay));
    return answer
        .endArray()
        .arrayAt("admin_list")
        .element()
        .field("userid", group.operator())
        .endObject()
        .endArray()
        .endObject()
        .line();
  }

  private void member(Json answer, Group group, Stay stay) {
    Account account = history.accounts().of(stay.person()).get(stay.account());
    answer.element().field("userid", account.externalUserid()).field("type", 2);
    if (!draws.happens(
        dirt.noUnionidShare(), Purpose.LINKING, stay.person(), 50 + stay.account())) {
      answer.field("unionid", account.unionid());
    }
    answer.field("join_time", history.calendar().epochSecond(stay.day(), stay.second()));
    way(answer, group, stay);
    answer.field("group_nickname", "").field("name", account.nick()).endObject();
  }

  /** How somebody came in: only an employee who invited is named as such. */
  private void way(Json answer, Group group, Stay stay) {
    Arrival arrival = history.arrivals().of(stay.person()).orElseThrow();
    boolean isArrival = stay.day() == arrival.day() && stay.account() == 0;
    double part = draws.uniform(Purpose.INVITE_DIRT, stay.person(), stay.group());
    if (isArrival && arrival.isObserved()) {
      boolean isPulledIn = part < joining.pulledInShare();
      answer
          .field("join_scene", isPulledIn ? DIRECT : LINK)
          .field("state", isPulledIn ? "" : state(arrival));
    } else if (part < joining.byEmployeeShare()) {
      answer
          .field("join_scene", DIRECT)
          .objectAt("invitor")
          .field("userid", group.operator())
          .endObject()
          .field("state", "");
    } else {
      boolean isUnmarked = part < joining.byEmployeeShare() + joining.unmarkedShare();
      String store = Text.of("qr_store_%02d", group.id() % joining.stores());
      answer.field("join_scene", QR_CODE).field("state", isUnmarked ? "" : store);
    }
  }

  private String state(Arrival arrival) {
    boolean isWrong =
        draws.happens(dirt.wrongStateShare(), Purpose.INVITE_DIRT, arrival.person(), -2);
    int inviter =
        isWrong
            ? (int)
                (draws.uniform(Purpose.INVITE_DIRT, arrival.person(), -3) * history.people().size())
            : arrival.inviter();
    return history.accounts().first(inviter).externalUserid();
  }

  private long created() {
    return history.calendar().epochSecond(0, 0);
  }
}
