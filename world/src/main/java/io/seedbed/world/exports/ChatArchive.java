package io.seedbed.world.exports;

import io.seedbed.world.chat.Conversation;
import io.seedbed.world.chat.Message;
import io.seedbed.world.groups.Group;
import io.seedbed.world.history.History;
import io.seedbed.world.history.ShareAct;
import io.seedbed.world.random.Purpose;
import io.seedbed.world.settings.DirtSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The archive of what is said, one file for each day of delivery; what was held up stands in the
 * file of a later day, or in none when that day lies behind the last. A day on which nothing is
 * delivered has no file: readers take an empty one for a delivery that failed.
 */
final class ChatArchive {

  private static final Comparator<Message> BY_TIME =
      Comparator.comparingLong(Message::millis).thenComparing(Message::id);

  private final History history;
  private final Path folder;
  private final DirtSettings dirt;
  private final Conversation conversation;
  private final Map<Integer, List<Message>> heldUp = new TreeMap<>();

  ChatArchive(History history, Path folder) {
    this.history = history;
    this.folder = folder;
    this.dirt = history.plan().settings().dirt();
    this.conversation = new Conversation(history);
  }

  /** Writes what is delivered on a day. Days come in their order. */
  void write(int day) throws IOException {
    Set<Integer> sharers =
        history
            .shares()
            .sharersOn(day)
            .filter(person -> isInGroup(person, day))
            .boxed()
            .collect(Collectors.toSet());
    List<Message> delivered = new ArrayList<>();
    for (Group group : history.groups().all()) {
      for (Message message : conversation.on(day, group, sharers)) {
        int delay = delay(message);
        if (delay == 0) {
          delivered.add(message);
        } else {
          heldUp.computeIfAbsent(day + delay, key -> new ArrayList<>()).add(message);
        }
      }
    }
    List<Message> late = heldUp.remove(day);
    delivered.addAll(late == null ? List.of() : late);
    if (delivered.isEmpty()) {
      return;
    }
    delivered.sort(BY_TIME);
    Path path = folder.resolve("wecom-archive-%s.jsonl".formatted(history.calendar().dateOf(day)));
    try (RowFile file = RowFile.at(path, dirt.duplicateShare(), history.draws())) {
      for (Message message : delivered) {
        file.write(message.line());
      }
    }
  }

  private boolean isInGroup(int person, int day) {
    return history.shareAct(person, day).scene() == ShareAct.Scene.GROUP;
  }

  private int delay(Message message) {
    if (!history.draws().happens(dirt.lateShare(), Purpose.CHAT_DIRT, message.key(), 0)) {
      return 0;
    }
    double part = history.draws().uniform(Purpose.CHAT_DIRT, message.key(), 1);
    return 1 + (int) (part * dirt.lateDays());
  }
}
