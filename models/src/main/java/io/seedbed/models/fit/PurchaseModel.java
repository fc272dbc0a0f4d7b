package io.seedbed.models.fit;

import java.io.Serializable;

/**
 * How customers of unlike habits buy until they are lost unseen. Times are since the first purchase
 * and in the unit that the parameters were fitted in.
 */
interface PurchaseModel extends Serializable {

  /** ln of the likelihood of a customer's purchases; made for one pass over cells in order. */
  PurchaseCells.Likelihood likelihood();

  /**
   * P(the customer is not lost yet).
   *
   * @param repeats purchases after the first
   * @param last when the last purchase was
   * @param age how long the customer is known
   */
  double pAlive(int repeats, double last, double age);

  /** The purchases to be expected of the customer in the time that follows. */
  double expected(int repeats, double last, double age, double horizon);
}
