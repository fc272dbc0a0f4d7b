package io.seedbed.world.trade;

import io.seedbed.world.settings.Product;

/** So many of a product at a price each, in fen, after what is taken off. */
public record Line(Product product, int quantity, long priceMinor) {

  public long amountMinor() {
    return priceMinor * quantity;
  }
}
