package io.seedbed.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MatchingTest {

  private static final ShopTruth TRUTH =
      ShopTruth.of(
          List.of(person("ann", "wm-ann"), person("bob", "wm-bob"), person("eve", "wm-eve")),
          Map.of("o1", "ann", "o2", "ann", "o3", "ann", "o4", "bob"),
          List.of());

  @Test
  void somebodyIsWhomMostOfTheirOrdersStandUnder() {
    Matching matching =
        new Matching(
            TRUTH,
            Map.of("o1", "c1", "o2", "c2", "o3", "c2", "o4", "c2"),
            Set.of("c1", "c2", "wm-ann", "wm-bob"),
            id -> id);

    assertThat(matching.customerOf("ann")).contains("c2");
    assertThat(matching.customerOf("bob")).contains("c2");
    assertThat(matching.personOf("c2")).contains("ann");
    assertThat(matching.personOf("c1")).contains("ann");
    assertThat(matching.splitPeople()).isEqualTo(1);
    assertThat(matching.mixedCustomers()).isEqualTo(1);
    assertThat(matching.isConnected("ann")).as("orders and account are two").isFalse();
  }

  @Test
  void withoutOrdersTheirAccountTells() {
    Matching matching =
        new Matching(
            TRUTH, Map.of(), Set.of("c7", "wm-bob"), id -> id.equals("wm-ann") ? "c7" : id);

    assertThat(matching.customerOf("ann")).contains("c7");
    assertThat(matching.customerOf("bob")).contains("wm-bob");
    assertThat(matching.customerOf("eve")).isEmpty();
    assertThat(matching.personOf("c7")).contains("ann");
    assertThat(matching.isConnected("ann")).isTrue();
    assertThat(matching.isConnected("eve")).isFalse();
  }

  @Test
  void tiesGoToTheSmallestId() {
    Matching matching =
        new Matching(TRUTH, Map.of("o1", "c9", "o2", "c1"), Set.of("c1", "c9"), id -> id);

    assertThat(matching.customerOf("ann")).contains("c1");
  }

  private static TruePerson person(String id, String account) {
    return new TruePerson(id, List.of(account), List.of(), 0);
  }
}
