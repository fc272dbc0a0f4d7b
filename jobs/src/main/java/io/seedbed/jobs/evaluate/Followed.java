package io.seedbed.jobs.evaluate;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Labels over nights in a row, beside a truth that mostly stands still. */
final class Followed {

  /** Moves that follow from the number of purchases alone, and take effect at once. */
  private static final Set<String> COUNTED = Set.of("came", "first_purchase", "second_purchase");

  private static final int RETURN_NIGHTS = 30;

  private final ShopTruth truth;
  private final List<JudgedNight> nights;

  /**
   * @param nights one for each day, in order
   */
  Followed(ShopTruth truth, List<JudgedNight> nights) {
    this.truth = truth;
    this.nights = nights;
  }

  /**
   * Label changes among people who are of one of the five classes and stay it all nights.
   *
   * @param people who do
   * @param nights of these people, the first not counted
   * @param changes nights on which somebody's label was another than the night before
   * @param returns changes back to a label held within the 30 nights before
   */
  record Flapping(long people, long nights, long changes, long returns) {

    /** Changes for a person and night. */
    double rate() {
      return (double) changes / nights;
    }

    double returnRate() {
      return (double) returns / nights;
    }
  }

  /**
   * How long it took to notice what somebody became.
   *
   * @param nights from the first night that could have told to the one that did, or to the last
   *     night on which it was so
   */
  record Notice(Label became, String cause, long nights, boolean isNoticed) {}

  Flapping flapping() {
    List<TruePerson> steady =
        truth.people().stream()
            .filter(person -> person.isConstant(first(), last()))
            .filter(person -> person.on(first()).isLeaf())
            .toList();
    long changes = 0;
    long returns = 0;
    for (TruePerson person : steady) {
      List<Label> labels = nights.stream().map(night -> night.label(person)).toList();
      for (int night = 1; night < labels.size(); night++) {
        if (labels.get(night) != labels.get(night - 1)) {
          changes++;
          List<Label> before = labels.subList(Math.max(0, night - RETURN_NIGHTS), night - 1);
          returns += before.contains(labels.get(night)) ? 1 : 0;
        }
      }
    }
    return new Flapping(steady.size(), steady.size() * (nights.size() - 1L), changes, returns);
  }

  /** What people became in these nights by what they did or stopped doing. */
  List<Notice> notices() {
    List<Notice> notices = new ArrayList<>();
    for (TruePerson person : truth.people()) {
      for (TruePerson.Span span : person.begunWithin(first(), last())) {
        if (span.label().isLeaf() && !COUNTED.contains(span.cause())) {
          notices.add(notice(person, span));
        }
      }
    }
    return notices;
  }

  private Notice notice(TruePerson person, TruePerson.Span span) {
    for (JudgedNight night : nights) {
      if (span.has(night.day()) && night.label(person) == span.label()) {
        return new Notice(
            span.label(), span.cause(), ChronoUnit.DAYS.between(span.from(), night.day()), true);
      }
    }
    LocalDate until = span.to().isBefore(last()) ? span.to() : last();
    return new Notice(
        span.label(), span.cause(), ChronoUnit.DAYS.between(span.from(), until), false);
  }

  private LocalDate first() {
    return nights.get(0).day();
  }

  private LocalDate last() {
    return nights.get(nights.size() - 1).day();
  }
}
