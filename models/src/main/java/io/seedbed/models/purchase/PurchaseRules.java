package io.seedbed.models.purchase;

/**
 * How the purchases to come are foretold.
 *
 * @param horizonDays how many days after the run date they are counted over
 * @param leastRepeatBuyers buyers with a second purchase day below whom no model is fitted
 * @param mostSpendCorrelation of purchases and their mean value, either way, with which the model
 *     of spend is still used
 */
public record PurchaseRules(
    int horizonDays, int leastRepeatBuyers, double mostSpendCorrelation, LifecycleRules lifecycle) {

  public PurchaseRules {
    atLeastOne("horizon-days", horizonDays);
    atLeastOne("least-repeat-buyers", leastRepeatBuyers);
    if (!(mostSpendCorrelation > 0 && mostSpendCorrelation <= 1)) {
      throw new IllegalArgumentException(
          "most-spend-correlation is %s. Give a number above 0, at most 1."
              .formatted(mostSpendCorrelation));
    }
  }

  static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s is %d. Give at least 1.".formatted(key, value));
    }
  }
}
