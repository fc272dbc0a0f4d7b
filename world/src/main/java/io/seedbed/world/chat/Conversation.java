package io.seedbed.world.chat;

import io.seedbed.world.chat.Draft.Occasion;
import io.seedbed.world.groups.Group;
import io.seedbed.world.history.History;
import io.seedbed.world.lines.Json;
import io.seedbed.world.lines.Text;
import io.seedbed.world.random.Purpose;
import io.seedbed.world.random.Variates;
import io.seedbed.world.settings.ChatSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What is said in a group on a day, as rows of the archive: questions are answered by whoever
 * speaks next, some messages are recalled, some are said to the operator alone.
 */
public final class Conversation {

  private static final int MILLIS = 1000;

  private final History history;
  private final ChatSettings settings;
  private final Talk talk;
  private final Phrases phrases;
  private final Bodies bodies;

  public Conversation(History history) {
    this.history = history;
    this.settings = history.plan().settings().chat();
    this.talk = new Talk(history);
    this.phrases = new Phrases(history.plan().settings().trade().products());
    this.bodies = new Bodies(phrases);
  }

  /**
   * The rows of a group's day, in the order of time.
   *
   * @param sharers whoever shares in a group on that day
   */
  public List<Message> on(int day, Group group, Set<Integer> sharers) {
    List<Message> messages = new ArrayList<>();
    Asked asked = null;
    for (Draft draft : talk.on(day, group, sharers)) {
      SplittableRandom random = random(draft);
      boolean isAnswer =
          asked != null
              && draft.occasion() == Occasion.TALK
              && !asked.speaker.equals(draft.speaker())
              && random.nextDouble() < settings.answerShare();
      boolean isQuestion = add(messages, draft, isAnswer ? asked : null, random);
      if (isAnswer) {
        asked = null;
      }
      if (isQuestion) {
        asked = new Asked(draft.speaker());
      }
    }
    return messages;
  }

  private record Asked(Speaker speaker) {}

  private SplittableRandom random(Draft draft) {
    return history.draws().stream(
        Purpose.WORDS, draft.speaker().key(), draft.day() * 1000L + draft.number());
  }

  /** Adds what a draft becomes; says whether it is a question. */
  private boolean add(List<Message> messages, Draft draft, Asked asked, SplittableRandom random) {
    long millis =
        history.calendar().epochSecond(draft.day(), draft.second()) * MILLIS
            + random.nextInt(MILLIS);
    String id = id(random, millis);
    boolean isAlone =
        draft.occasion() == Occasion.TALK
            && asked == null
            && random.nextDouble() < settings.aloneShare();
    Json row = head(id, "send", draft, isAlone, millis);
    boolean isQuestion = body(row, draft, asked, millis, random);
    messages.add(new Message(draft.day(), millis, id, random.nextLong(), row.line()));
    boolean isRecalled =
        draft.occasion() == Occasion.TALK
            && random.nextDouble() < history.plan().settings().dirt().recallShare();
    if (isRecalled) {
      long later =
          millis + MILLIS + (long) (settings.recallSeconds() * MILLIS * random.nextDouble());
      String recall = id(random, later);
      Json recalling = head(recall, "recall", draft, isAlone, later);
      bodies.recall(recalling, id);
      messages.add(new Message(draft.day(), later, recall, random.nextLong(), recalling.line()));
    }
    return isQuestion && !isAlone && !isRecalled;
  }

  private static String id(SplittableRandom random, long millis) {
    return random.nextLong(1L << 62) + "_" + millis + "_external";
  }

  /** Real archives name every member in tolist; here it is only whom the group belongs to. */
  private static Json head(String id, String action, Draft draft, boolean isAlone, long millis) {
    return Json.object()
        .field("msgid", id)
        .field("action", action)
        .field("from", draft.speaker().userid())
        .arrayAt("tolist")
        .element(draft.group().operator())
        .endArray()
        .field("roomid", isAlone ? "" : draft.group().chatId())
        .field("msgtime", millis);
  }

  private boolean body(Json row, Draft draft, Asked asked, long millis, SplittableRandom random) {
    switch (draft.occasion()) {
      case TALK -> {
        return talk(row, asked, draft, random);
      }
      case SHARE -> share(row, millis, random);
      case BROADCAST -> broadcast(row, random);
      case SUMMARY -> bodies.text(row, Text.of("昨日接龙 %d 单，感谢大家支持", random.nextInt(40)));
      case RED_PACKET -> bodies.redPacket(row, settings.operators().redPackets(), random);
      case REFUSAL -> bodies.refusal(row, draft.speaker().userid(), millis);
    }
    return false;
  }

  private void share(Json row, long millis, SplittableRandom random) {
    switch (Variates.placeOf(settings.shared().weights(), random)) {
      case 0 -> bodies.shopLink(row, random);
      case 1 -> bodies.forwarded(row, millis / MILLIS, random);
      default -> bodies.miniProgram(row, random);
    }
  }

  private void broadcast(Json row, SplittableRandom random) {
    switch (Variates.placeOf(settings.operators().broadcasts().weights(), random)) {
      case 0 -> bodies.miniProgram(row, random);
      case 1 -> bodies.image(row, random);
      default -> bodies.text(row, phrases.broadcast(random));
    }
  }

  private boolean talk(Json row, Asked asked, Draft draft, SplittableRandom random) {
    if (asked != null) {
      String mention =
          random.nextDouble() < settings.mentionShare()
              ? "@%s\u2005".formatted(asked.speaker.nick())
              : "";
      bodies.text(row, mention + phrases.answer(random));
      return false;
    }
    switch (Variates.place(settings.types().weights(), random)) {
      case 1 -> bodies.image(row, random);
      case 2 -> bodies.voice(row, random);
      case 3 -> bodies.video(row, random);
      case 4 -> bodies.document(row, random);
      case 5 -> bodies.sticker(row, random);
      case 6 -> bodies.otherLink(row, random);
      case 7 -> bodies.card(row, draft.group().operator());
      case 8 -> bodies.mixed(row, phrases.opinion(random), random);
      default -> {
        return text(row, random);
      }
    }
    return false;
  }

  private boolean text(Json row, SplittableRandom random) {
    int place = Variates.place(settings.texts().weights(), random);
    bodies.text(
        row,
        switch (place) {
          case 0 -> phrases.question(random);
          case 1 -> phrases.opinion(random);
          case 2 -> phrases.chatter(random);
          case 3 -> phrases.acknowledgement(random);
          case 4 -> phrases.greeting(random);
          default -> phrases.advert(random);
        });
    return place == 0;
  }
}
