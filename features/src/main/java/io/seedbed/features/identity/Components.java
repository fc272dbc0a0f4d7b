package io.seedbed.features.identity;

import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.min;

import io.seedbed.features.table.Field;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * One row per node and another node of its connected component; once nothing changes any more, the
 * component's least node.
 *
 * <p>Each round is a large star and a small star (Kiveris, Lattanzi, Mirrokni, Rastogi,
 * Vassilvitskii: Connected Components in MapReduce and Beyond, 2014): rounds grow with the
 * logarithm of a component's length, a star is done after one. Nodes are compared as UTF-8 bytes.
 */
public final class Components {

  /** A node. */
  public static final Field NODE = Field.text("_node", "Node", "节点");

  /** A lesser node it is connected with; in the end the least. */
  public static final Field ROOT = Field.text("_root", "Least node of its component", "分量代表");

  private static final Field LEAST = Field.text("_least", "Least neighbour", "最小邻居");

  /** The start: pairs of connected nodes, either way round. */
  public static Dataset<Row> start(Dataset<Row> edges, Field one, Field other) {
    return edges
        .where(one.col().notEqual(other.col()))
        .select(NODE.is(greatest(one.col(), other.col())), ROOT.is(least(one.col(), other.col())))
        .distinct();
  }

  /**
   * One round. Where it changes nothing, every node has its component's least node and no other.
   */
  public static Dataset<Row> contracted(Dataset<Row> edges) {
    return smallStar(largeStar(edges));
  }

  /** Ties a node's greater neighbours to the least node around it. */
  private static Dataset<Row> largeStar(Dataset<Row> edges) {
    Dataset<Row> bothWays =
        edges.unionByName(edges.select(NODE.is(ROOT.col()), ROOT.is(NODE.col())));
    return bothWays
        .withColumn(LEAST.name(), least(NODE.col(), leastOfNode()))
        .where(ROOT.col().gt(NODE.col()))
        .select(NODE.is(ROOT.col()), ROOT.is(LEAST.col()))
        .distinct();
  }

  /** Ties a node and its lesser neighbours to the least of them. */
  private static Dataset<Row> smallStar(Dataset<Row> edges) {
    Dataset<Row> withLeast = edges.withColumn(LEAST.name(), leastOfNode());
    Dataset<Row> nodes = withLeast.select(NODE.col(), ROOT.is(LEAST.col()));
    Dataset<Row> neighbours = withLeast.select(NODE.is(ROOT.col()), ROOT.is(LEAST.col()));
    return nodes.unionByName(neighbours).where(NODE.col().notEqual(ROOT.col())).distinct();
  }

  private static Column leastOfNode() {
    return min(ROOT.col()).over(Window.partitionBy(NODE.col()));
  }

  private Components() {}
}
