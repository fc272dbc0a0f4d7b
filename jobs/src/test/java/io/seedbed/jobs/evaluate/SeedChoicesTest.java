package io.seedbed.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeedChoicesTest {

  private static final LocalDate NIGHT = LocalDate.of(2026, 3, 1);

  /** 40 customers, so that two are chosen; p0 brings 4, p1 brings 2, p2 brings 1, others nobody. */
  @Test
  void aChoiceIsWorthWhatItBringsOfTheBest() {
    SeedChoices choices = choices(List.of(1, 39), customer -> customer);

    assertThat(choices.value(SeedChoice.ORACLE)).isEqualTo(6);
    assertThat(choices.value(SeedChoice.LIST)).isEqualTo(2);
    assertThat(choices.captured(SeedChoice.LIST)).isCloseTo(1.0 / 3, within(1e-12));
    assertThat(choices.precision()).isEqualTo(0.5);
    assertThat(choices.value(SeedChoice.RANDOM)).isCloseTo(2 * 7.0 / 40, within(1e-12));
    assertThat(choices.value(SeedChoice.SPENDERS)).isEqualTo(0);
    assertThat(choices.credited()).extracting(ShopTruth.Arrival::person).containsExactly("new");
  }

  @Test
  void aShorterListIsComparedWithAsFewOfEveryKind() {
    SeedChoices choices = choices(List.of(0), customer -> customer);

    assertThat(choices.value(SeedChoice.ORACLE)).isEqualTo(4);
    assertThat(choices.captured(SeedChoice.LIST)).isEqualTo(1);
  }

  @Test
  void onePersonWhoIsTwoCustomersIsChosenOnce() {
    SeedChoices choices = choices(List.of(0, 1), customer -> customer == 1 ? 0 : customer);

    assertThat(choices.value(SeedChoice.LIST)).isEqualTo(4);
    assertThat(choices.precision()).as("nobody is chosen who is not listed").isEqualTo(1);
  }

  private static SeedChoices choices(
      List<Integer> listed, java.util.function.IntUnaryOperator personOf) {
    List<TruePerson> people = new ArrayList<>();
    List<Choosable> customers = new ArrayList<>();
    Map<String, String> orders = new HashMap<>();
    Map<String, String> orderers = new HashMap<>();
    double[] values = {4, 2, 1};
    for (int i = 0; i < 40; i++) {
      people.add(new TruePerson("p" + i, List.of(), List.of(), i < values.length ? values[i] : 0));
      customers.add(
          new Choosable(
              "c" + i, listed.contains(i) ? listed.indexOf(i) + 1 : Long.MAX_VALUE, i, 40 - i, 0));
      orders.put("o" + i, "c" + i);
      orderers.put("o" + i, "p" + personOf.applyAsInt(i));
    }
    ShopTruth truth =
        ShopTruth.of(
            people,
            orderers,
            List.of(
                new ShopTruth.Arrival("old", NIGHT, "p1", true),
                new ShopTruth.Arrival("new", NIGHT.plusDays(1), "p1", true),
                new ShopTruth.Arrival("other", NIGHT.plusDays(1), "p2", true)));
    Matching matching = new Matching(truth, orders, Map.<String, String>of().keySet(), id -> id);
    return new SeedChoices(truth, new JudgedNight(NIGHT, Map.of(), matching), customers);
  }
}
