package io.seedbed.world.people;

import io.seedbed.world.random.Draws;
import io.seedbed.world.random.Purpose;
import io.seedbed.world.random.Variates;
import io.seedbed.world.settings.PeopleSettings;
import java.util.SplittableRandom;

/**
 * Draws traits that go together: two hidden factors, how sociable and how committed somebody is,
 * stand behind all of them, so that a talker is likelier a sharer and a buyer may be both.
 */
final class TraitDraws {

  private final PeopleSettings settings;
  private final double persuasionSpread;
  private final Draws draws;

  TraitDraws(PeopleSettings settings, double persuasionSpread, Draws draws) {
    this.settings = settings;
    this.persuasionSpread = persuasionSpread;
    this.draws = draws;
  }

  Traits of(int person, Kind kind) {
    SplittableRandom random = draws.stream(Purpose.TRAITS, person);
    double sociable = Variates.normal(random);
    double committed = Variates.normal(random);
    double sharing = together(sociable, random);
    double talking = together(sociable, random);
    double persuading = together(sociable, random);
    double buying = together(committed, random);
    double bearing = together(committed, random);
    double business = together((sociable + committed) * StrictMath.sqrt(0.5), random);
    double cheating = together(-committed, random);
    double spending = Variates.normal(random);
    double dispersion = random.nextDouble();
    double silence = random.nextDouble();
    double wanting = random.nextDouble();
    double refusing = random.nextDouble();
    PeopleSettings.Buying buyer = settings.buying();
    boolean isReseller = business > settings.resellers().threshold() && kind == Kind.PERSON;
    return new Traits(
        Variates.logNormal(settings.sharesPerWeek(), settings.sharesSpread(), sharing)
            * (isReseller ? settings.resellers().sharesFactor() : 1)
            * (kind == Kind.OFFICE ? 0 : 1),
        messagesPerWeek(kind, silence, talking),
        Variates.logNormal(1, persuasionSpread, persuading),
        gapDays(kind, buying),
        buyer.gapDispersionLeast()
            + dispersion * (buyer.gapDispersionMost() - buyer.gapDispersionLeast()),
        bearing,
        Variates.logNormal(
            kind == Kind.OFFICE ? settings.offices().spending() : 1,
            buyer.spendingSpread(),
            spending),
        intent(kind, cheating),
        isReseller,
        wants(kind, wanting),
        refusing < settings.talking().optOutShare());
  }

  private double together(double factor, SplittableRandom random) {
    double shared = settings.traitCorrelation();
    return shared * factor + StrictMath.sqrt(1 - shared * shared) * Variates.normal(random);
  }

  private double messagesPerWeek(Kind kind, double silence, double talking) {
    PeopleSettings.Talking talker = settings.talking();
    return silence < talker.silentShare() || kind == Kind.OFFICE
        ? 0
        : Variates.logNormal(talker.messagesPerWeek(), talker.messagesSpread(), talking);
  }

  private double gapDays(Kind kind, double buying) {
    return switch (kind) {
      case PERSON ->
          Variates.logNormal(settings.buying().gapDays(), settings.buying().gapSpread(), -buying);
      case OFFICE -> settings.offices().gapDays();
      case RING_LEADER, RING_MEMBER -> settings.rings().gapDays();
    };
  }

  private double intent(Kind kind, double cheating) {
    double own =
        Variates.logistic(settings.abuseSteepness() * (cheating - settings.abuseThreshold()));
    return kind.isRing() ? Math.max(settings.rings().intent(), own) : own;
  }

  private Wants wants(Kind kind, double wanting) {
    PeopleSettings.Buying buyer = settings.buying();
    if (kind != Kind.PERSON) {
      return Wants.MORE;
    }
    if (wanting < buyer.nonBuyerShare()) {
      return Wants.NOTHING;
    }
    double among = (wanting - buyer.nonBuyerShare()) / (1 - buyer.nonBuyerShare());
    return among < buyer.oneTimeShare() ? Wants.ONCE : Wants.MORE;
  }
}
