package io.seedbed.jobs.evaluate;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * What the jobs of one night say of whom.
 *
 * @param customers everybody known, by the id the jobs use
 * @param matching who they are
 */
record JudgedNight(LocalDate day, Map<String, JudgedCustomer> customers, Matching matching) {

  /** The customer a person is in the main; empty where the jobs know nobody who is them. */
  Optional<JudgedCustomer> of(TruePerson person) {
    return matching.customerOf(person.id()).map(customers::get);
  }

  /** What the jobs call a person. */
  Label label(TruePerson person) {
    return of(person).map(JudgedCustomer::label).orElse(Label.ABSENT);
  }
}
