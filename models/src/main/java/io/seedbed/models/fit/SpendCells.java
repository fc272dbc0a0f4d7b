package io.seedbed.models.fit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.math3.util.FastMath;

/**
 * Customers counted by purchases after the first and by what one of these comes to on average. In a
 * fixed order: sums over them give the same bits however the cells arrived.
 */
public final class SpendCells {

  final int[] purchases;
  final double[] spends;
  final double[] customers;

  private record Cell(int purchases, double spend) implements Comparable<Cell> {

    private static final Comparator<Cell> ORDER =
        Comparator.comparingInt(Cell::purchases).thenComparingDouble(Cell::spend);

    Cell {
      if (!(purchases > 0 && spend > 0)) {
        throw new IllegalArgumentException(
            "Cannot fit a mean spend of %s over %s purchases: both are positive. Fix the cells."
                .formatted(spend, purchases));
      }
    }

    @Override
    public int compareTo(Cell other) {
      return ORDER.compare(this, other);
    }
  }

  /** Cells from three parallel arrays; equal ones are merged. */
  public SpendCells(int[] purchases, double[] spends, long[] customers) {
    SortedMap<Cell, Long> merged = new TreeMap<>();
    for (int i = 0; i < purchases.length; i++) {
      merged.merge(new Cell(purchases[i], spends[i]), customers[i], Long::sum);
    }
    this.purchases = merged.keySet().stream().mapToInt(Cell::purchases).toArray();
    this.spends = merged.keySet().stream().mapToDouble(Cell::spend).toArray();
    this.customers = merged.values().stream().mapToDouble(Long::doubleValue).toArray();
  }

  private SpendCells(int[] purchases, double[] spends, double[] customers) {
    this.purchases = purchases;
    this.spends = spends;
    this.customers = customers;
  }

  /** The same customers with spend in multiples of a unit. */
  SpendCells inUnits(double unit) {
    double[] scaled = Arrays.stream(spends).map(spend -> spend / unit).toArray();
    return new SpendCells(purchases, scaled, customers);
  }

  /** How many cells there are. */
  public int size() {
    return purchases.length;
  }

  double totalCustomers() {
    return Arrays.stream(customers).sum();
  }

  double meanSpend() {
    double sum = 0;
    for (int i = 0; i < size(); i++) {
      sum += customers[i] * spends[i];
    }
    return sum / totalCustomers();
  }

  /** Pearson's correlation of purchases and mean spend; 0 where either is the same for all. */
  double correlation() {
    double meanSpend = meanSpend();
    double meanPurchases = 0;
    for (int i = 0; i < size(); i++) {
      meanPurchases += customers[i] * purchases[i] / totalCustomers();
    }
    double both = 0;
    double ofPurchases = 0;
    double ofSpend = 0;
    for (int i = 0; i < size(); i++) {
      double x = purchases[i] - meanPurchases;
      double z = spends[i] - meanSpend;
      both += customers[i] * x * z;
      ofPurchases += customers[i] * x * x;
      ofSpend += customers[i] * z * z;
    }
    double spread = FastMath.sqrt(ofPurchases * ofSpend);
    return spread > 0 ? both / spread : 0;
  }
}
