package io.seedbed.models.roles;

import java.util.Arrays;

/**
 * The share of time that a walk spends at each node when it follows edges at random, and now and
 * then starts anew anywhere (Brin and Page 1998). An edge that stands twice is twice as likely.
 * From a node without edges it starts anew anywhere, so that shares add to 1.
 *
 * <p>Edges are compressed rows of primitive arrays: a group's graph, or one of millions of edges,
 * in one thread.
 */
final class PageRank {

  private static final double TOLERANCE = 1e-12;
  private static final int MOST_ROUNDS = 1_000;

  private final int[] firsts;
  private final int[] targets;
  private final double damping;

  private PageRank(int[] firsts, int[] targets, double damping) {
    this.firsts = firsts;
    this.targets = targets;
    this.damping = damping;
  }

  /**
   * The share of each node. Sums are taken in the order of the edges: the same edges in the same
   * order give the same bits.
   *
   * @param from nodes from 0, in any order
   * @param to nodes from 0, one for each edge
   * @param nodes number of nodes, at least 1
   * @param damping probability that the walk goes on
   */
  static double[] of(int[] from, int[] to, int nodes, double damping) {
    if (from.length != to.length) {
      throw new IllegalArgumentException(
          "Cannot rank nodes: %d edges begin but %d end. Give one of each per edge."
              .formatted(from.length, to.length));
    }
    int[] firsts = new int[nodes + 1];
    for (int node : from) {
      firsts[node + 1]++;
    }
    Arrays.parallelPrefix(firsts, Integer::sum);
    int[] next = firsts.clone();
    int[] targets = new int[to.length];
    for (int edge = 0; edge < to.length; edge++) {
      targets[next[from[edge]]++] = to[edge];
    }
    return new PageRank(firsts, targets, damping).settled();
  }

  private double[] settled() {
    int nodes = firsts.length - 1;
    double[] shares = new double[nodes];
    Arrays.fill(shares, 1.0 / nodes);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      double[] walked = walked(shares);
      double change = 0;
      for (int node = 0; node < nodes; node++) {
        change += Math.abs(walked[node] - shares[node]);
      }
      shares = walked;
      if (change < TOLERANCE) {
        break;
      }
    }
    return shares;
  }

  private double[] walked(double[] shares) {
    int nodes = shares.length;
    double[] walked = new double[nodes];
    double stranded = 0;
    for (int node = 0; node < nodes; node++) {
      int edges = firsts[node + 1] - firsts[node];
      if (edges == 0) {
        stranded += shares[node];
      }
      for (int edge = firsts[node]; edge < firsts[node + 1]; edge++) {
        walked[targets[edge]] += shares[node] / edges;
      }
    }
    double anywhere = (1 - damping + damping * stranded) / nodes;
    for (int node = 0; node < nodes; node++) {
      walked[node] = anywhere + damping * walked[node];
    }
    return walked;
  }
}
