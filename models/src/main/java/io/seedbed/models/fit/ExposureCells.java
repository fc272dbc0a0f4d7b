package io.seedbed.models.fit;

import java.util.SortedMap;
import java.util.stream.IntStream;

/** Users counted by (exposure, events), in a fixed order; exposures are positive. */
public final class ExposureCells {

  final int[] exposures;
  final int[] events;
  final double[] users;

  /** Cells from three parallel arrays; equal ones are merged. */
  public ExposureCells(int[] exposures, int[] events, long[] users) {
    SortedMap<Pair, Long> merged = Pair.merge(exposures, events, users);
    this.exposures = merged.keySet().stream().mapToInt(Pair::first).toArray();
    this.events = merged.keySet().stream().mapToInt(Pair::second).toArray();
    this.users = merged.values().stream().mapToDouble(Long::doubleValue).toArray();
    for (int i = 0; i < size(); i++) {
      if (this.exposures[i] <= 0 || this.events[i] < 0 || this.users[i] < 0) {
        throw new IllegalArgumentException(
            "Cannot fit a cell of %s users with %s events in an exposure of %s: exposures are positive, events not negative. Fix the cells."
                .formatted((long) this.users[i], this.events[i], this.exposures[i]));
      }
    }
  }

  private ExposureCells(ExposureCells cells, double[] users) {
    this.exposures = cells.exposures;
    this.events = cells.events;
    this.users = users;
  }

  /** The same cells with other numbers of users. */
  ExposureCells with(double[] otherUsers) {
    return new ExposureCells(this, otherUsers);
  }

  int size() {
    return exposures.length;
  }

  double totalExposure() {
    return IntStream.range(0, size()).mapToDouble(i -> users[i] * exposures[i]).sum();
  }

  double totalEvents() {
    return IntStream.range(0, size()).mapToDouble(i -> users[i] * events[i]).sum();
  }

  /** Events per unit of exposure; half an event where there was none. */
  double meanRate() {
    return Math.max(0.5, totalEvents()) / totalExposure();
  }
}
