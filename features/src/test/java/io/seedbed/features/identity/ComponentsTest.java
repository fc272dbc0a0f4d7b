package io.seedbed.features.identity;

import static io.seedbed.features.testing.Spark.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a union-find over the same pairs. */
class ComponentsTest {

  private static final Field ONE = Field.text("one", "One", "一");
  private static final Field OTHER = Field.text("other", "Other", "二");
  private static final Table PAIRS =
      Table.named("pairs", "One row per pair", "每行一对").with(ONE, OTHER).keyedBy(ONE, OTHER);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyNodeIsTiedToTheLeastOfItsComponent(long seed) {
    Random random = new Random(seed);
    List<String[]> pairs = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      pairs.add(new String[] {"n" + random.nextInt(80), "n" + random.nextInt(80)});
    }
    assertThat(components(pairs)).isEqualTo(leastOfEach(pairs));
  }

  @Test
  void aLongChainIsOneComponent() {
    List<String[]> chain =
        IntStream.range(100, 160).mapToObj(i -> new String[] {"n" + (i + 1), "n" + i}).toList();
    assertThat(components(chain))
        .hasSize(60)
        .allSatisfy((node, root) -> assertThat(root).isEqualTo("n100"));
  }

  private static Map<String, String> components(List<String[]> pairs) {
    List<Row> rows = pairs.stream().map(pair -> RowFactory.create((Object[]) pair)).toList();
    Map<String, String> found = new TreeMap<>();
    for (Row row :
        Claims.settled(
                Components.start(session().createDataFrame(rows, PAIRS.schema()), ONE, OTHER))
            .collectAsList()) {
      assertThat(found.put(row.getString(0), row.getString(1))).isNull();
    }
    return found;
  }

  private static Map<String, String> leastOfEach(List<String[]> pairs) {
    Map<String, String> parent = new TreeMap<>();
    for (String[] pair : pairs) {
      String one = root(parent, pair[0]);
      String other = root(parent, pair[1]);
      String least = one.compareTo(other) < 0 ? one : other;
      parent.put(one, least);
      parent.put(other, least);
    }
    Map<String, String> roots = new TreeMap<>();
    for (String node : parent.keySet()) {
      String root = root(parent, node);
      if (!root.equals(node)) {
        roots.put(node, root);
      }
    }
    return roots;
  }

  private static String root(Map<String, String> parent, String node) {
    String above = parent.getOrDefault(node, node);
    return above.equals(node) ? node : root(parent, above);
  }
}
