package io.seedbed.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.jobs.evaluate.Followed.Flapping;
import io.seedbed.jobs.evaluate.Followed.Notice;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FollowedTest {

  private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
  private static final LocalDate LONG_BEFORE = FIRST.minusDays(100);
  private static final LocalDate LONG_AFTER = FIRST.plusDays(100);

  @Test
  void onlyLabelsOfThoseWhoStayAreCounted() {
    TruePerson steady = person("a", span(Label.FAN, LONG_BEFORE, LONG_AFTER, "second_purchase"));
    TruePerson changes =
        person(
            "b",
            span(Label.FAN, LONG_BEFORE, FIRST, "second_purchase"),
            span(Label.SPREADER, FIRST.plusDays(1), LONG_AFTER, "began_to_share"));

    Flapping flapping =
        followed(
                List.of(steady, changes),
                Map.of(
                    "a", List.of(Label.FAN, Label.SPREADER, Label.FAN, Label.FAN, Label.PROBLEM),
                    "b", List.of(Label.FAN, Label.FAN, Label.PROBLEM, Label.FAN, Label.FAN)))
            .flapping();

    assertThat(flapping).isEqualTo(new Flapping(1, 4, 3, 1));
    assertThat(flapping.rate()).isEqualTo(0.75);
  }

  @Test
  void aChangeIsNoticedOnTheFirstNightThatSaysIt() {
    TruePerson soon =
        person(
            "a",
            span(Label.FAN, LONG_BEFORE, FIRST, "second_purchase"),
            span(Label.SPREADER, FIRST.plusDays(1), LONG_AFTER, "began_to_share"));
    TruePerson never =
        person(
            "b",
            span(Label.FAN, LONG_BEFORE, FIRST, "second_purchase"),
            span(Label.PROBLEM, FIRST.plusDays(1), FIRST.plusDays(2), "turned_abusive"),
            span(Label.FAN, FIRST.plusDays(3), LONG_AFTER, "second_purchase"));

    List<Notice> notices =
        followed(
                List.of(soon, never),
                Map.of(
                    "a",
                    List.of(Label.SPREADER, Label.FAN, Label.FAN, Label.SPREADER, Label.FAN),
                    "b",
                    List.of(Label.FAN, Label.FAN, Label.FAN, Label.PROBLEM, Label.PROBLEM)))
            .notices();

    assertThat(notices)
        .containsExactlyInAnyOrder(
            new Notice(Label.SPREADER, "began_to_share", 2, true),
            new Notice(Label.PROBLEM, "turned_abusive", 1, false));
  }

  private static Followed followed(List<TruePerson> people, Map<String, List<Label>> labels) {
    ShopTruth truth = ShopTruth.of(people, Map.of(), List.of());
    Matching matching = new Matching(truth, Map.of(), labels.keySet(), id -> id);
    List<JudgedNight> nights = new ArrayList<>();
    for (int night = 0; night < 5; night++) {
      Map<String, JudgedCustomer> customers = new java.util.HashMap<>();
      for (Map.Entry<String, List<Label>> customer : labels.entrySet()) {
        customers.put(
            customer.getKey(),
            new JudgedCustomer(customer.getKey(), customer.getValue().get(night), 1, 0, 0));
      }
      nights.add(new JudgedNight(FIRST.plusDays(night), customers, matching));
    }
    return new Followed(truth, nights);
  }

  private static TruePerson person(String id, TruePerson.Span... classes) {
    return new TruePerson(id, List.of(id), List.of(classes), 0);
  }

  private static TruePerson.Span span(Label label, LocalDate from, LocalDate to, String cause) {
    return new TruePerson.Span(label, from, to, cause);
  }
}
