package io.seedbed.world.settings;

/** Something the shop sells; the price is in fen. */
public record Product(String code, String name, int priceMinor) {

  public Product {
    Limits.positive("price-minor", priceMinor);
  }
}
