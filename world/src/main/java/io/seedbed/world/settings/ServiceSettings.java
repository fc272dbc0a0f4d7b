package io.seedbed.world.settings;

/** What the service desk writes down. What each number means stands in {@code conf/world.conf}. */
public record ServiceSettings(Complaints complaints, Violations violations) {

  /** Complaints of the shop about buyers. */
  public record Complaints(
      double cheatsShare,
      double othersShare,
      double upheldShare,
      double fraudShare,
      double chargebackShare) {

    public Complaints {
      Limits.share("cheats-share", cheatsShare);
      Limits.share("others-share", othersShare);
      Limits.share("upheld-share", upheldShare);
      Limits.share("fraud-share", fraudShare);
      Limits.share("chargeback-share", chargebackShare);
      Limits.atMostAll("chargeback-share", fraudShare + chargebackShare);
    }
  }

  /** What people do against the rules of the shop. */
  public record Violations(double intent, double cheatsShare, double othersShare) {

    public Violations {
      Limits.share("intent", intent);
      Limits.share("cheats-share", cheatsShare);
      Limits.share("others-share", othersShare);
    }
  }
}
