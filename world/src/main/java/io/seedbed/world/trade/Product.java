package io.seedbed.world.trade;

/** Something the shop sells; the price is in fen. */
public record Product(String code, String name, String category, long priceMinor) {}
