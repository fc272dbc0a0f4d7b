package io.seedbed.world.chat;

import io.seedbed.world.lines.Json;
import io.seedbed.world.lines.Text;
import io.seedbed.world.names.Ids;
import io.seedbed.world.random.Variates;
import io.seedbed.world.settings.ChatSettings;
import io.seedbed.world.settings.Product;
import java.util.List;
import java.util.SplittableRandom;

/** Writes the type of a message and its body under the key of the type. */
final class Bodies {

  private static final String MINI_PROGRAM = "gh_5c0a17e2d9b4@app";
  private static final String SHOP = "邻里优选";
  private static final String SHOP_URL = "https://shop.linliyouxuan.example.cn/item/";

  private static final long FEN = 100;

  private final Phrases phrases;

  Bodies(Phrases phrases) {
    this.phrases = phrases;
  }

  void text(Json row, String content) {
    row.field("msgtype", "text").objectAt("text").field("content", content).endObject();
  }

  void image(Json row, SplittableRandom random) {
    file(row, "image", random).endObject();
  }

  void voice(Json row, SplittableRandom random) {
    row.field("msgtype", "voice")
        .objectAt("voice")
        .field("md5sum", Ids.digest(random))
        .field("voice_size", 800L + random.nextInt(40_000))
        .field("play_length", 1L + random.nextInt(59))
        .field("sdkfileid", Ids.token(48, random))
        .endObject();
  }

  void video(Json row, SplittableRandom random) {
    file(row, "video", random).field("play_length", 2L + random.nextInt(58)).endObject();
  }

  void document(Json row, SplittableRandom random) {
    file(row, "file", random)
        .field("filename", Text.of("接龙名单%d.xlsx", 1 + random.nextInt(30)))
        .field("fileext", "xlsx")
        .endObject();
  }

  void sticker(Json row, SplittableRandom random) {
    row.field("msgtype", "emotion")
        .objectAt("emotion")
        .field("type", 1)
        .field("width", 240)
        .field("height", 240)
        .field("imagesize", 2_000L + random.nextInt(90_000))
        .field("md5sum", Ids.digest(random))
        .field("sdkfileid", Ids.token(48, random))
        .endObject();
  }

  void link(Json row, String url, SplittableRandom random) {
    Product product = phrases.product(random);
    row.field("msgtype", "link")
        .objectAt("link")
        .field("title", product.name())
        .field("description", "点开看看")
        .field("link_url", url)
        .field("image_url", "https://img.linliyouxuan.example.cn/" + product.code() + ".jpg")
        .endObject();
  }

  void shopLink(Json row, SplittableRandom random) {
    link(row, SHOP_URL + phrases.product(random).code(), random);
  }

  void otherLink(Json row, SplittableRandom random) {
    link(row, "https://news.example.com/a/" + random.nextInt(100_000), random);
  }

  void miniProgram(Json row, SplittableRandom random) {
    row.field("msgtype", "weapp")
        .objectAt("weapp")
        .field("title", phrases.product(random).name())
        .field("description", SHOP)
        .field("username", MINI_PROGRAM)
        .field("displayname", SHOP)
        .endObject();
  }

  void card(Json row, String operator) {
    row.field("msgtype", "card")
        .objectAt("card")
        .field("corpname", SHOP)
        .field("userid", operator)
        .endObject();
  }

  void redPacket(Json row, ChatSettings.RedPackets settings, SplittableRandom random) {
    row.field("msgtype", "redpacket")
        .objectAt("redpacket")
        .field("type", 2)
        .field("wish", Variates.any(List.of("恭喜发财，大吉大利", "谢谢大家支持", "生日快乐"), random))
        .field("totalcnt", Variates.between(settings.peopleLeast(), settings.peopleMost(), random))
        .field(
            "totalamount",
            FEN * Variates.between(settings.yuanLeast(), settings.yuanMost(), random))
        .endObject();
  }

  void mixed(Json row, String content, SplittableRandom random) {
    row.field("msgtype", "mixed").objectAt("mixed").arrayAt("item");
    row.element()
        .field("type", "text")
        .field("content", Json.object().field("content", content).line())
        .endObject();
    row.element()
        .field("type", "image")
        .field(
            "content",
            Json.object()
                .field("md5sum", Ids.digest(random))
                .field("filesize", 9_000L + random.nextInt(900_000))
                .field("sdkfileid", Ids.token(48, random))
                .line())
        .endObject();
    row.endArray().endObject();
  }

  void forwarded(Json row, long seconds, SplittableRandom random) {
    row.field("msgtype", "chatrecord")
        .objectAt("chatrecord")
        .field("title", "群聊的聊天记录")
        .arrayAt("item");
    for (int item = 0; item < 2; item++) {
      row.element()
          .field("type", "ChatRecordText")
          .field("msgtime", seconds - 600 + item * 60L)
          .field("content", Json.object().field("content", phrases.opinion(random)).line())
          .field("from_chatroom", "true")
          .endObject();
    }
    row.endArray().endObject();
  }

  void recall(Json row, String recalled) {
    row.field("msgtype", "revoke").objectAt("revoke").field("pre_msgid", recalled).endObject();
  }

  void refusal(Json row, String userid, long millis) {
    row.field("msgtype", "disagree")
        .objectAt("disagree")
        .field("userid", userid)
        .field("disagree_time", millis)
        .endObject();
  }

  private static Json file(Json row, String type, SplittableRandom random) {
    return row.field("msgtype", type)
        .objectAt(type)
        .field("md5sum", Ids.digest(random))
        .field("filesize", 9_000L + random.nextInt(900_000))
        .field("sdkfileid", Ids.token(48, random));
  }
}
