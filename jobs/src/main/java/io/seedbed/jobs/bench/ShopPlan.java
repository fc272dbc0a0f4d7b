package io.seedbed.jobs.bench;

/**
 * What a made-up shop shall hold.
 *
 * @param users who have joined by the last day of history
 * @param ordersPerYear orders, of one line or more, in 365 days
 * @param messagesPerYear chat messages in 365 days
 * @param days days of history
 * @param nights days after the history
 * @param seed the same seed makes the same shop
 */
public record ShopPlan(
    long users, long ordersPerYear, long messagesPerYear, int days, int nights, long seed) {

  private static final int USERS_PER_BLOCK = 20;

  public ShopPlan {
    if (users < USERS_PER_BLOCK || days < 1 || nights < 0) {
      throw new IllegalArgumentException(
          "Cannot make a shop of %d users, %d days and %d nights. It takes %d users and a day."
              .formatted(users, days, nights, USERS_PER_BLOCK));
    }
  }

  /** Products on its shelf: more in larger shops, of which most sell little. */
  long products() {
    return Math.max(200, Math.min(4_000, users / 100));
  }

  /** Rows of the shares source in 365 days. */
  long sharesPerYear() {
    return 2 * users;
  }
}
