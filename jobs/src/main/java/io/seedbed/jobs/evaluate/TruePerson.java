package io.seedbed.jobs.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What is true of one person.
 *
 * @param accounts ids of their accounts in the app, those of the first account first
 * @param classes from the first day of the shop to its last, without gaps
 * @param laterBuyers buyers who would not have come without what this person shared after the
 *     judged day, on average over worlds
 */
record TruePerson(String id, List<String> accounts, List<Span> classes, double laterBuyers) {

  /** Days, both inclusive, on which somebody is of a class, and what made them so. */
  record Span(Label label, LocalDate from, LocalDate to, String cause) {
    boolean has(LocalDate day) {
      return !day.isBefore(from) && !day.isAfter(to);
    }
  }

  TruePerson {
    accounts = List.copyOf(accounts);
    classes = List.copyOf(classes);
  }

  Label on(LocalDate day) {
    return classes.stream()
        .filter(span -> span.has(day))
        .map(Span::label)
        .findFirst()
        .orElse(Label.ABSENT);
  }

  /** Whether they are of one class from one day to another. */
  boolean isConstant(LocalDate from, LocalDate to) {
    return classes.stream().anyMatch(span -> span.has(from) && span.has(to));
  }

  /** Classes that begin after one day and not after another. */
  List<Span> begunWithin(LocalDate after, LocalDate to) {
    List<Span> begun = new ArrayList<>();
    for (Span span : classes) {
      if (span.from().isAfter(after) && !span.from().isAfter(to)) {
        begun.add(span);
      }
    }
    return begun;
  }
}
