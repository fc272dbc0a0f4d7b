package io.seedbed.world.trade;

import java.util.List;

/** What the shop sells. The first category is what it stands for. */
public final class Shelf {

  public static final List<Product> PRODUCTS =
      List.of(
          new Product("SX1001", "云南蓝莓125g*6盒", "生鲜", 5990),
          new Product("SX1002", "赣南脐橙5斤", "生鲜", 3990),
          new Product("SX1003", "阳澄湖大闸蟹4对", "生鲜", 16800),
          new Product("SX1004", "农家土鸡蛋30枚", "生鲜", 3280),
          new Product("SX1005", "谷饲牛腩块1kg", "生鲜", 8900),
          new Product("SX1006", "本地草莓3斤", "生鲜", 6680),
          new Product("SX1007", "东北五常大米10kg", "粮油", 9900),
          new Product("LY2001", "特级初榨橄榄油750ml", "粮油", 8800),
          new Product("LY2002", "手工挂面2kg", "粮油", 2590),
          new Product("LS3001", "每日坚果30包", "零食", 7900),
          new Product("LS3002", "黄油曲奇礼盒", "零食", 4590),
          new Product("LS3003", "无糖酸奶12杯", "零食", 4990),
          new Product("RY4001", "原木抽纸24包", "日用", 3990),
          new Product("RY4002", "浓缩洗衣液3kg", "日用", 4280),
          new Product("RY4003", "儿童保温杯", "日用", 11900),
          new Product("HF5001", "玻尿酸面膜20片", "护肤", 9980),
          new Product("HF5002", "清爽防晒霜50ml", "护肤", 12800));

  private Shelf() {}
}
