package io.seedbed.jobs.demo;

import java.util.List;
import java.util.SplittableRandom;

/** What people of the demo shop write: Chinese and English, chatter, questions, links and noise. */
final class Talk {

  /** Kind and text of one message. */
  record Message(String type, String text) {}

  private static final List<String> CHATTER =
      List.of(
          "今天的草莓特别甜，孩子一口气吃完了",
          "牛奶已经收到，包装很好，谢谢店家",
          "有人一起拼单吗，还差两个人",
          "请问这个鸡蛋什么时候发货？",
          "上次买的橙子有点酸，这次的怎么样？",
          "推荐这款面包，早餐配咖啡刚好",
          "Does anyone know when the next delivery comes?",
          "The apples arrived today, very fresh!",
          "How long does the rice keep after opening?",
          "群主，明天还有团吗",
          "我家附近的自提点在哪里呀",
          "Just ordered two boxes, fingers crossed",
          "这个价格比超市便宜不少",
          "已下单，坐等收货");

  private static final List<String> NOISE =
      List.of("收到", "1", "ok", "好的", "👍", "👍👍👍", "嗯", "+1");

  private Talk() {}

  static Message next(SplittableRandom random) {
    double kind = random.nextDouble();
    if (kind < 0.18) {
      return new Message("text", pick(NOISE, random));
    }
    if (kind < 0.24) {
      return new Message("image", null);
    }
    if (kind < 0.27) {
      return new Message("voice", null);
    }
    if (kind < 0.31) {
      return new Message("sticker", null);
    }
    if (kind < 0.32) {
      return new Message("recall", null);
    }
    if (kind < 0.33) {
      return new Message("link", "https://news.example.org/a/" + random.nextInt(500));
    }
    return new Message("text", pick(CHATTER, random));
  }

  /** A message that shows the shop to the group. */
  static Message share(int product, SplittableRandom random) {
    return random.nextBoolean()
        ? new Message("mini_program", null)
        : new Message("text", "这个不错，大家看看 https://shop.seedbed.example/p/" + product);
  }

  private static String pick(List<String> texts, SplittableRandom random) {
    return texts.get(random.nextInt(texts.size()));
  }
}
