package io.seedbed.jobs.bench;

/** How large a made-up shop is; orders and messages are those of 365 days. */
public enum ShopSize {
  S(10_000, 200_000, 600_000),
  M(200_000, 4_000_000, 12_000_000),
  L(1_000_000, 20_000_000, 60_000_000);

  private final long users;
  private final long orders;
  private final long messages;

  ShopSize(long users, long orders, long messages) {
    this.users = users;
    this.orders = orders;
    this.messages = messages;
  }

  /**
   * A shop of this size.
   *
   * @param days of history; more of them make more history and no larger days
   * @param nights days after the history, for nights to take in
   */
  public ShopPlan over(int days, int nights, long seed) {
    return new ShopPlan(users, orders, messages, days, nights, seed);
  }
}
