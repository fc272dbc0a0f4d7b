package io.seedbed.models.segmentation;

import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Column;

/** The fitted quantities that labels rest on. */
public record SegmentFits(ProblemPrior problemPrior, PurchaseGap purchaseGap, ShareRate shareRate) {

  /** Names of the fits, for the declaration of a job. */
  public static final List<String> MODELS =
      List.of(ProblemPrior.MODEL, PurchaseGap.MODEL, ShareRate.MODEL);

  /** All versions, in the order of the names. */
  Column version() {
    return lit(
        String.join("+", problemPrior.version(), purchaseGap.version(), shareRate.version()));
  }
}
