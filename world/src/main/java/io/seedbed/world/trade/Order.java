package io.seedbed.world.trade;

import java.util.List;
import java.util.Optional;

/**
 * An order as it truly is.
 *
 * @param orderId number in the shop's system
 * @param person id of who ordered
 * @param account which of their accounts
 * @param second of the day it was placed; it was paid a little later, if it was
 * @param hasCoupon whether a new-customer coupon paid a part
 */
public record Order(
    String orderId,
    int person,
    int account,
    int day,
    int second,
    Status status,
    List<Line> lines,
    boolean hasCoupon,
    Optional<Refund> refund) {

  public Order {
    lines = List.copyOf(lines);
  }

  /** What became of an order before money came. */
  public enum Status {
    PAID,
    UNPAID,
    CLOSED
  }

  public boolean isPaid() {
    return status == Status.PAID;
  }

  public long amountMinor() {
    return lines.stream().mapToLong(Line::amountMinor).sum();
  }

  /** Whether it was paid and not all of it goes back, ever. */
  public boolean isKept() {
    return isPaid() && refund.map(Refund::amountMinor).orElse(0L) < amountMinor();
  }
}
