package io.seedbed.world.chat;

import io.seedbed.world.random.Variates;
import io.seedbed.world.settings.Product;
import java.util.List;
import java.util.SplittableRandom;

/** What people say in groups of a shop, put together from short lists. */
final class Phrases {

  private static final List<String> QUESTIONS =
      List.of(
          "%s还有货吗？",
          "请问%s什么时候发货呀",
          "%s多少钱一份？",
          "有人买过%s吗，好不好",
          "%s能便宜点不",
          "%s保质期多久",
          "@群主 %s今天下单明天能到吗",
          "想问下%s坏了怎么处理",
          "is the %s still available?",
          "%s可以自提吗？",
          "%s甜不甜啊");
  private static final List<String> ANSWERS =
      List.of(
          "有的，早上刚看到",
          "我上周买了，挺新鲜的",
          "一般两天就到",
          "这个真心不错",
          "我家孩子很喜欢吃",
          "可以自提，楼下驿站",
          "联系客服就给处理了",
          "比超市便宜不少",
          "还行吧，个头有点小",
          "yes, ordered mine yesterday",
          "应该明天补货",
          "没买过，同问");
  private static final List<String> OPINIONS =
      List.of(
          "%s收到了，包装很好",
          "昨天的%s真好吃，已经吃完了😋",
          "%s这次有点一般",
          "又囤了两份%s",
          "%s到货速度可以👍",
          "求%s再开一团",
          "给我妈也买了%s",
          "%s比上次大",
          "今天的%s有两个坏的，已经找客服了",
          "the %s is really fresh this time");
  private static final List<String> CHATTER =
      List.of(
          "今天好冷啊，多穿点",
          "有人一起拼车去机场吗",
          "周末去哪里玩",
          "楼下停水了你们有水吗",
          "孩子放假真热闹",
          "这雨下得没完没了",
          "晚上吃什么好呢",
          "哈哈哈太搞笑了",
          "电梯又坏了",
          "anyone knows a good dentist nearby?",
          "快递柜又满了");
  private static final List<String> GREETINGS =
      List.of("大家早上好☀️", "早安", "晚上好呀", "新人报到", "大家好，刚进群", "周末愉快", "hello everyone");
  private static final List<String> ACKNOWLEDGEMENTS =
      List.of("1", "收到", "好的", "嗯嗯", "ok", "谢谢", "👍", "666", "已收", "+1", "好");
  private static final List<String> ADVERTS =
      List.of(
          "长期招代理，一件代发，加我私聊",
          "某宝同款更便宜，扫码进群",
          "信用卡提额找我",
          "出闲置奶粉，要的私",
          "家政保洁 30一小时 http://jiazheng.example.cn/p/88");
  private static final List<String> BROADCASTS =
      List.of(
          "📢今日团购：%s，手慢无！",
          "【开团】%s 限量100份，今晚10点截单", "各位亲，%s已到仓，明早配送", "%s今日特价，点小程序下单即可", "温馨提示：%s售后请在签收24小时内联系客服");

  private final List<Product> products;

  Phrases(List<Product> products) {
    this.products = products;
  }

  String question(SplittableRandom random) {
    return about(QUESTIONS, random);
  }

  String answer(SplittableRandom random) {
    return Variates.any(ANSWERS, random);
  }

  String opinion(SplittableRandom random) {
    return about(OPINIONS, random);
  }

  String chatter(SplittableRandom random) {
    return Variates.any(CHATTER, random);
  }

  String greeting(SplittableRandom random) {
    return Variates.any(GREETINGS, random);
  }

  String acknowledgement(SplittableRandom random) {
    return Variates.any(ACKNOWLEDGEMENTS, random);
  }

  String advert(SplittableRandom random) {
    return Variates.any(ADVERTS, random);
  }

  String broadcast(SplittableRandom random) {
    return about(BROADCASTS, random);
  }

  Product product(SplittableRandom random) {
    return Variates.any(products, random);
  }

  private String about(List<String> phrases, SplittableRandom random) {
    return Variates.any(phrases, random).formatted(product(random).name());
  }
}
