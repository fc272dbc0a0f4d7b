package io.seedbed.features.source;

import java.util.List;

/**
 * What is made of source rows beyond what their presets say.
 *
 * @param maxRejectedShare the share of a source's rows that may be rejected before the run stops
 * @param faultReasons refund reasons, in lower case, that put the fault on the buyer
 */
public record IngestRules(
    double maxRejectedShare, List<String> faultReasons, MessageRules messages) {

  public IngestRules {
    if (maxRejectedShare < 0 || maxRejectedShare >= 1) {
      throw new IllegalArgumentException(
          "max-rejected-share is %s. Give a share from 0 to below 1.".formatted(maxRejectedShare));
    }
    faultReasons = List.copyOf(faultReasons);
  }
}
