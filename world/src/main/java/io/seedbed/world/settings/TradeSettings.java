package io.seedbed.world.settings;

import java.util.List;

/** How people buy and send back. What each number means stands in {@code conf/world.conf}. */
public record TradeSettings(
    List<Product> products,
    FirstOrder first,
    Baskets baskets,
    Coupons coupons,
    Experience experience,
    Payments payments,
    Delivery delivery,
    Refunds refunds,
    Commissions commissions) {

  public TradeSettings {
    if (products.isEmpty()) {
      throw new OutOfRange("products", "is empty. Name something that can be bought.");
    }
  }

  /** How long people wait until they first order. */
  public record FirstOrder(double days, double spread, double ringDaysMost) {

    public FirstOrder {
      Limits.positive("days", days);
      Limits.positive("spread", spread);
      Limits.positive("ring-days-most", ringDaysMost);
    }
  }

  /** What is in an order. */
  public record Baskets(
      double favouriteShare,
      double moreLinesShare,
      int linesMost,
      int quantityMost,
      double secondAccountShare) {

    public Baskets {
      Limits.share("favourite-share", favouriteShare);
      Limits.share("more-lines-share", moreLinesShare);
      Limits.within("lines-most", linesMost, 1, 100);
      Limits.within("quantity-most", quantityMost, 1, 100);
      Limits.share("second-account-share", secondAccountShare);
    }
  }

  /** What new customers are given. */
  public record Coupons(double share, double part, double ringPart) {

    public Coupons {
      Limits.share("share", share);
      Limits.within("part", part, 0, 0.95);
      Limits.within("ring-part", ringPart, 0, 0.95);
    }
  }

  /** What drives buyers away. */
  public record Experience(
      double memory,
      double spread,
      double disappointment,
      double tolerance,
      double bearingWeight,
      double borneLeast) {

    public Experience {
      Limits.share("memory", memory);
      Limits.notNegative("spread", spread);
      Limits.notNegative("disappointment", disappointment);
      Limits.positive("tolerance", tolerance);
      Limits.notNegative("bearing-weight", bearingWeight);
      Limits.positive("borne-least", borneLeast);
    }
  }

  /** Whether and when an order is paid. */
  public record Payments(double unpaidShare, double closedShare, int seconds) {

    public Payments {
      Limits.share("unpaid-share", unpaidShare);
      Limits.share("closed-share", closedShare);
      Limits.atMostAll("closed-share", unpaidShare + closedShare);
      Limits.within("seconds", seconds, 0, 300);
    }
  }

  /** What becomes of an order that is paid. */
  public record Delivery(int sentDays, int doneDays, int remarkLines) {

    public Delivery {
      Limits.within("sent-days", sentDays, 0, 365);
      Limits.within("done-days", doneDays, sentDays, 365);
      Limits.within("remark-lines", remarkLines, 1, 100);
    }
  }

  /** What goes back. */
  public record Refunds(
      double faultShare,
      double abuseShare,
      double partialShare,
      double partLeast,
      double partMost,
      double days,
      double spread,
      int windowDays,
      double lateShare,
      int lateDaysMost) {

    public Refunds {
      Limits.share("fault-share", faultShare);
      Limits.share("abuse-share", abuseShare);
      Limits.share("partial-share", partialShare);
      Limits.share("part-least", partLeast);
      Limits.within("part-most", partMost, partLeast, 1);
      Limits.positive("days", days);
      Limits.notNegative("spread", spread);
      Limits.within("window-days", windowDays, 1, 365);
      Limits.share("late-share", lateShare);
      Limits.within("late-days-most", lateDaysMost, windowDays + 1, 3650);
    }
  }

  /** What those are paid by whose link somebody came. */
  public record Commissions(double share, int days, int bookedMinutes) {

    public Commissions {
      Limits.share("share", share);
      Limits.within("days", days, 0, 3650);
      Limits.within("booked-minutes", bookedMinutes, 0, 10_080);
    }
  }
}
