package io.seedbed.world.names;

import io.seedbed.world.random.Variates;
import io.seedbed.world.settings.PeopleSettings;
import java.util.List;
import java.util.SplittableRandom;

/** What people call themselves, in Chinese and English; the same name belongs to many. */
public final class Nicks {

  private static final List<String> SURNAMES =
      List.of(
          "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "林", "郭", "何",
          "高", "罗", "郑", "梁", "谢", "宋", "唐", "许", "邓", "冯", "韩", "曹");
  private static final List<String> GIVEN =
      List.of(
          "敏", "静", "丽", "芳", "娜", "秀英", "建国", "伟", "强", "磊", "洋", "艳", "勇", "军", "杰", "娟", "涛",
          "明", "超", "霞", "平", "婷", "雪", "梅", "欣怡", "子涵", "梓萱", "浩然", "雨桐", "佳琪", "思远", "晓东", "文博",
          "丹");
  private static final List<String> WORDS =
      List.of(
          "小鹿", "向日葵", "奶茶", "团团", "糖糖妈", "豆豆爸", "星星", "月亮", "咖啡", "海风", "慢生活", "橘子", "汽水", "棉花糖",
          "一朵云", "阿福", "芒果", "可乐", "多肉", "桃子", "小满", "晴天", "山楂", "麦子");
  private static final List<String> ENGLISH =
      List.of(
          "Amy", "Lily", "Jack", "Tom", "Cindy", "Kevin", "Grace", "Leo", "Vivian", "Eric", "Sunny",
          "Coco", "Alan", "Nina", "Oscar", "Ruby", "Ivy", "Frank", "Momo", "Zoe");

  /** One name. */
  public static String any(PeopleSettings.Nicks kinds, SplittableRandom random) {
    return switch (Variates.placeOf(kinds.weights(), random)) {
      case 0 -> Variates.any(SURNAMES, random) + Variates.any(GIVEN, random);
      case 1 -> Variates.any(WORDS, random) + random.nextInt(1, 100);
      case 2 -> Variates.any(WORDS, random) + "🌸";
      case 3 -> Variates.any(ENGLISH, random);
      case 4 -> Variates.any(ENGLISH, random) + " " + Variates.any(SURNAMES, random);
      default -> "A" + Variates.any(WORDS, random) + "," + Variates.any(SURNAMES, random) + "姐";
    };
  }

  private Nicks() {}
}
