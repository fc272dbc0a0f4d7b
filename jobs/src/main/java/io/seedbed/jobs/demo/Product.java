package io.seedbed.jobs.demo;

import java.util.List;

/**
 * A product on the demo shop's shelf.
 *
 * @param priceFen price of one piece in fen, the minor unit of the yuan
 */
record Product(String id, String name, String category, int priceFen) {

  static final List<Product> SHELF =
      List.of(
          new Product("p01", "云南草莓 1kg", "fruit", 3990),
          new Product("p02", "Fuji apples 2kg", "fruit", 2580),
          new Product("p03", "赣南脐橙 5斤", "fruit", 2990),
          new Product("p04", "Organic bananas", "fruit", 1290),
          new Product("p05", "散养土鸡蛋 30枚", "eggs", 3680),
          new Product("p06", "鲜牛奶 950ml", "dairy", 1690),
          new Product("p07", "Greek yoghurt 6 cups", "dairy", 2990),
          new Product("p08", "五常大米 5kg", "grain", 5990),
          new Product("p09", "Wholegrain bread", "bakery", 1580),
          new Product("p10", "手工水饺 800g", "frozen", 3280),
          new Product("p11", "Cold-brew coffee, 12", "drinks", 4990),
          new Product("p12", "竹纤维纸巾 24包", "household", 3990),
          new Product("p13", "洗衣凝珠 60颗", "household", 4590),
          new Product("p14", "Kids' socks, 5 pairs", "clothing", 2990));

  String price() {
    return "%d.%02d".formatted(priceFen / 100, priceFen % 100);
  }
}
