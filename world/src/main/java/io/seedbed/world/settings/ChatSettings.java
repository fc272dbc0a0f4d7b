package io.seedbed.world.settings;

import java.util.List;
import java.util.Map;

/** What is said in groups. What each number means stands in {@code conf/world.conf}. */
public record ChatSettings(
    Volume volume,
    Types types,
    Texts texts,
    Shared shared,
    double answerShare,
    double mentionShare,
    double aloneShare,
    int recallSeconds,
    Operators operators) {

  public ChatSettings {
    Limits.share("answer-share", answerShare);
    Limits.share("mention-share", mentionShare);
    Limits.share("alone-share", aloneShare);
    Limits.within("recall-seconds", recallSeconds, 1, 120);
  }

  /** How much people say, compared with what they usually do. */
  public record Volume(
      double moodSpread,
      double seasonPower,
      double settledFactor,
      double freshDays,
      double secondAccountFactor) {

    public Volume {
      Limits.notNegative("mood-spread", moodSpread);
      Limits.notNegative("season-power", seasonPower);
      Limits.notNegative("settled-factor", settledFactor);
      Limits.positive("fresh-days", freshDays);
      Limits.notNegative("second-account-factor", secondAccountFactor);
    }
  }

  /** How often something of each type is sent. */
  public record Types(
      double text,
      double image,
      double voice,
      double video,
      double file,
      double sticker,
      double link,
      double card,
      double mixed) {

    public Types {
      Limits.weights(
          Map.of(
              "text", text,
              "image", image,
              "voice", voice,
              "video", video,
              "file", file,
              "sticker", sticker,
              "link", link,
              "card", card,
              "mixed", mixed));
    }

    /** All, in their order. */
    public List<Double> weights() {
      return List.of(text, image, voice, video, file, sticker, link, card, mixed);
    }
  }

  /** How often texts are of each kind. */
  public record Texts(
      double question,
      double opinion,
      double chatter,
      double acknowledgement,
      double greeting,
      double advert) {

    public Texts {
      Limits.weights(
          Map.of(
              "question", question,
              "opinion", opinion,
              "chatter", chatter,
              "acknowledgement", acknowledgement,
              "greeting", greeting,
              "advert", advert));
    }

    /** All, in their order. */
    public List<Double> weights() {
      return List.of(question, opinion, chatter, acknowledgement, greeting, advert);
    }
  }

  /** How often the shop is shared in each form. */
  public record Shared(int link, int forwarded, int miniProgram) {

    public Shared {
      Limits.weights(Map.of("link", link, "forwarded", forwarded, "mini-program", miniProgram));
    }

    /** All, in their order. */
    public List<Integer> weights() {
      return List.of(link, forwarded, miniProgram);
    }
  }

  /** What the shop says itself. */
  public record Operators(
      int broadcastsLeast,
      int broadcastsMost,
      Broadcasts broadcasts,
      RedPackets redPackets,
      int botFromSize,
      int botHour) {

    public Operators {
      Limits.within("broadcasts-least", broadcastsLeast, 0, 100);
      Limits.within("broadcasts-most", broadcastsMost, broadcastsLeast, 100);
      Limits.within("bot-from-size", botFromSize, 0, 500);
      Limits.within("bot-hour", botHour, 0, 23);
    }
  }

  /** How often broadcasts are of each form. */
  public record Broadcasts(int miniProgram, int image, int text) {

    public Broadcasts {
      Limits.weights(Map.of("mini-program", miniProgram, "image", image, "text", text));
    }

    /** All, in their order. */
    public List<Integer> weights() {
      return List.of(miniProgram, image, text);
    }
  }

  /** What is given away. */
  public record RedPackets(
      double share, int peopleLeast, int peopleMost, int yuanLeast, int yuanMost) {

    public RedPackets {
      Limits.share("share", share);
      Limits.within("people-least", peopleLeast, 1, 100);
      Limits.within("people-most", peopleMost, peopleLeast, 100);
      Limits.within("yuan-least", yuanLeast, 1, 200);
      Limits.within("yuan-most", yuanMost, yuanLeast, 200);
    }
  }
}
