package io.seedbed.world.settings;

import java.util.List;
import java.util.Map;

/** What people are like. What each number means stands in {@code conf/world.conf}. */
public record PeopleSettings(
    double traitCorrelation,
    double sharesPerWeek,
    double sharesSpread,
    Talking talking,
    Buying buying,
    double abuseThreshold,
    double abuseSteepness,
    Resellers resellers,
    Changing changing,
    Accounts accounts,
    Offices offices,
    Rings rings) {

  public PeopleSettings {
    Limits.within("trait-correlation", traitCorrelation, 0, 0.95);
    Limits.positive("shares-per-week", sharesPerWeek);
    Limits.positive("shares-spread", sharesSpread);
    Limits.positive("abuse-threshold", abuseThreshold);
    Limits.positive("abuse-steepness", abuseSteepness);
  }

  /** How much they talk. */
  public record Talking(
      double messagesPerWeek, double messagesSpread, double silentShare, double optOutShare) {

    public Talking {
      Limits.positive("messages-per-week", messagesPerWeek);
      Limits.positive("messages-spread", messagesSpread);
      Limits.share("silent-share", silentShare);
      Limits.share("opt-out-share", optOutShare);
    }
  }

  /** How often they want to buy, and how much. */
  public record Buying(
      double gapDays,
      double gapSpread,
      double gapDispersionLeast,
      double gapDispersionMost,
      double spendingSpread,
      double nonBuyerShare,
      double oneTimeShare) {

    public Buying {
      Limits.positive("gap-days", gapDays);
      Limits.notNegative("gap-spread", gapSpread);
      Limits.positive("gap-dispersion-least", gapDispersionLeast);
      Limits.positive("gap-dispersion-most", gapDispersionMost);
      Limits.ordered(
          "gap-dispersion-least", gapDispersionLeast, "gap-dispersion-most", gapDispersionMost);
      Limits.notNegative("spending-spread", spendingSpread);
      Limits.share("non-buyer-share", nonBuyerShare);
      Limits.share("one-time-share", oneTimeShare);
    }
  }

  /** Those who live off bringing buyers. */
  public record Resellers(double threshold, double sharesFactor) {

    public Resellers {
      Limits.positive("threshold", threshold);
      Limits.positive("shares-factor", sharesFactor);
    }
  }

  /** Those who are other people from one day on. */
  public record Changing(
      double share,
      double earliest,
      double latest,
      Turns turns,
      double manyShares,
      double fewShares,
      double resellerShares,
      double intent) {

    public Changing {
      Limits.share("share", share);
      Limits.share("earliest", earliest);
      Limits.within("latest", latest, earliest, 1);
      Limits.notNegative("many-shares", manyShares);
      Limits.notNegative("few-shares", fewShares);
      Limits.notNegative("reseller-shares", resellerShares);
      Limits.share("intent", intent);
    }
  }

  /** What they turn to. */
  public record Turns(
      double beginsSharing, double stopsSharing, double beginsReselling, double turnsAbusive) {

    public Turns {
      Limits.weights(
          Map.of(
              "begins-sharing", beginsSharing,
              "stops-sharing", stopsSharing,
              "begins-reselling", beginsReselling,
              "turns-abusive", turnsAbusive));
    }

    /** All, in their order. */
    public List<Double> weights() {
      return List.of(beginsSharing, stopsSharing, beginsReselling, turnsAbusive);
    }
  }

  /** By what they are known. */
  public record Accounts(
      double secondShare, double secondPhoneShare, double familyPhoneShare, Nicks nicks) {

    public Accounts {
      Limits.share("second-share", secondShare);
      Limits.share("second-phone-share", secondPhoneShare);
      Limits.share("family-phone-share", familyPhoneShare);
    }
  }

  /** What they call themselves. */
  public record Nicks(
      int fullName, int wordNumber, int wordFlower, int english, int englishSurname, int seller) {

    public Nicks {
      Limits.weights(
          Map.of(
              "full-name", fullName,
              "word-number", wordNumber,
              "word-flower", wordFlower,
              "english", english,
              "english-surname", englishSurname,
              "seller", seller));
    }

    /** All, in their order. */
    public List<Integer> weights() {
      return List.of(fullName, wordNumber, wordFlower, english, englishSurname, seller);
    }
  }

  /** Those who buy in bulk for others. */
  public record Offices(double perThousand, double gapDays, double spending) {

    public Offices {
      Limits.notNegative("per-thousand", perThousand);
      Limits.positive("gap-days", gapDays);
      Limits.positive("spending", spending);
    }
  }

  /** Those who live off new-customer coupons. */
  public record Rings(double perThousand, int size, double intent, double gapDays) {

    public Rings {
      Limits.notNegative("per-thousand", perThousand);
      Limits.within("size", size, 2, 50);
      Limits.share("intent", intent);
      Limits.positive("gap-days", gapDays);
    }
  }
}
