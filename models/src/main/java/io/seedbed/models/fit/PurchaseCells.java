package io.seedbed.models.fit;

import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Customers counted by what purchase models have to know of them: purchases after the first (x),
 * when the last of these was (t_x) and how long the customer is known (T), both since the first
 * purchase and in one unit of time. In a fixed order, by x first: sums over them give the same bits
 * however the cells arrived.
 */
public final class PurchaseCells {

  /** Cells that are added up on one thread: sums hang on it, never on the number of threads. */
  private static final int CHUNK = 4096;

  private final Cell[] cells;
  private final double[] customers;

  /** What the customers of a cell have in common. */
  record Cell(int repeats, double last, double age) implements Comparable<Cell> {

    private static final Comparator<Cell> ORDER =
        Comparator.comparingInt(Cell::repeats)
            .thenComparingDouble(Cell::last)
            .thenComparingDouble(Cell::age);

    Cell {
      if (!(repeats >= 0 && last >= 0 && last <= age) || (repeats == 0 && last > 0)) {
        throw new IllegalArgumentException(
            "Cannot fit %s repeat purchases, the last after %s of %s: repeats are not negative, the last lies between 0 and the age, and at 0 without repeats. Fix the cells."
                .formatted(repeats, last, age));
      }
    }

    @Override
    public int compareTo(Cell other) {
      return ORDER.compare(this, other);
    }

    Cell inUnits(double unit) {
      return new Cell(repeats, last / unit, age / unit);
    }
  }

  /**
   * A log likelihood of one customer, given a model; called with cells in order of their repeats.
   */
  interface Likelihood {
    double of(Cell cell);
  }

  /** Cells from four parallel arrays; equal ones are merged. */
  public PurchaseCells(int[] repeats, double[] lasts, double[] ages, long[] customers) {
    this(merged(repeats, lasts, ages, customers));
  }

  private PurchaseCells(SortedMap<Cell, Long> merged) {
    cells = merged.keySet().toArray(new Cell[0]);
    customers = merged.values().stream().mapToDouble(Long::doubleValue).toArray();
  }

  private PurchaseCells(Cell[] cells, double[] customers) {
    this.cells = cells;
    this.customers = customers;
  }

  private static SortedMap<Cell, Long> merged(
      int[] repeats, double[] lasts, double[] ages, long[] customers) {
    SortedMap<Cell, Long> merged = new TreeMap<>();
    for (int i = 0; i < repeats.length; i++) {
      merged.merge(new Cell(repeats[i], lasts[i], ages[i]), customers[i], Long::sum);
    }
    return merged;
  }

  /** The same customers with times in multiples of a unit. */
  PurchaseCells inUnits(double unit) {
    Cell[] scaled = new Cell[cells.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = cells[i].inUnits(unit);
    }
    return new PurchaseCells(scaled, customers);
  }

  /** How many cells there are. */
  public int size() {
    return cells.length;
  }

  double greatestAge() {
    double greatest = 0;
    for (Cell cell : cells) {
      greatest = Math.max(greatest, cell.age);
    }
    return greatest;
  }

  /** Customers who bought again. */
  double repeatCustomers() {
    return total(cell -> cell.repeats > 0 ? 1 : 0);
  }

  /** Purchases after the first, of all customers. */
  double totalRepeats() {
    return total(cell -> cell.repeats);
  }

  private double total(ToDoubleFunction<Cell> measure) {
    double total = 0;
    for (int i = 0; i < cells.length; i++) {
      total += customers[i] * measure.applyAsDouble(cells[i]);
    }
    return total;
  }

  /**
   * The log likelihood of all customers.
   *
   * @param likelihoods makes the likelihood of one customer; one is made for each chunk of cells
   */
  double logLikelihood(Supplier<Likelihood> likelihoods) {
    int chunks = (cells.length + CHUNK - 1) / CHUNK;
    double[] sums =
        IntStream.range(0, chunks)
            .parallel()
            .mapToDouble(chunk -> sum(chunk * CHUNK, likelihoods.get()))
            .toArray();
    double total = 0;
    for (double sum : sums) {
      total += sum;
    }
    return total;
  }

  private double sum(int from, Likelihood likelihood) {
    double sum = 0;
    for (int i = from; i < Math.min(cells.length, from + CHUNK); i++) {
      sum += customers[i] * likelihood.of(cells[i]);
    }
    return sum;
  }
}
