package io.seedbed.world.exports;

import java.math.BigDecimal;

/** Amounts as files have them. */
final class Money {

  /** Yuan with two decimals. */
  static String yuan(long minor) {
    return BigDecimal.valueOf(minor, 2).toPlainString();
  }

  private Money() {}
}
