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

  private static final double INTENT_STEEPNESS = 3;
  private static final double RING_INTENT = 0.92;
  private static final double RING_GAP_DAYS = 9;
  private static final double OFFICE_GAP_DAYS = 21;
  private static final double OFFICE_SPENDING = 12;
  private static final double SPENDING_SPREAD = 0.35;

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
    boolean isReseller = business > settings.resellThreshold() && kind == Kind.PERSON;
    return new Traits(
        Variates.logNormal(settings.sharesPerWeek(), settings.sharesSpread(), sharing)
            * (isReseller ? settings.resellFactor() : 1)
            * (kind == Kind.OFFICE ? 0 : 1),
        silence < settings.silentShare() || kind == Kind.OFFICE
            ? 0
            : Variates.logNormal(settings.messagesPerWeek(), settings.messagesSpread(), talking),
        Variates.logNormal(1, persuasionSpread, persuading),
        gapDays(kind, buying),
        settings.gapDispersionLeast()
            + dispersion * (settings.gapDispersionMost() - settings.gapDispersionLeast()),
        bearing,
        Variates.logNormal(kind == Kind.OFFICE ? OFFICE_SPENDING : 1, SPENDING_SPREAD, spending),
        intent(kind, cheating),
        isReseller,
        wants(kind, wanting),
        refusing < settings.optOutShare());
  }

  private double together(double factor, SplittableRandom random) {
    double shared = settings.traitCorrelation();
    return shared * factor + StrictMath.sqrt(1 - shared * shared) * Variates.normal(random);
  }

  private double gapDays(Kind kind, double buying) {
    return switch (kind) {
      case PERSON -> Variates.logNormal(settings.gapDays(), settings.gapSpread(), -buying);
      case OFFICE -> OFFICE_GAP_DAYS;
      case RING_LEADER, RING_MEMBER -> RING_GAP_DAYS;
    };
  }

  private double intent(Kind kind, double cheating) {
    double own = Variates.logistic(INTENT_STEEPNESS * (cheating - settings.abuseThreshold()));
    return kind.isRing() ? Math.max(RING_INTENT, own) : own;
  }

  private Wants wants(Kind kind, double wanting) {
    if (kind != Kind.PERSON) {
      return Wants.MORE;
    }
    if (wanting < settings.nonBuyerShare()) {
      return Wants.NOTHING;
    }
    double among = (wanting - settings.nonBuyerShare()) / (1 - settings.nonBuyerShare());
    return among < settings.oneTimeShare() ? Wants.ONCE : Wants.MORE;
  }
}
