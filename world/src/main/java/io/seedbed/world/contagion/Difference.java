package io.seedbed.world.contagion;

import java.util.List;

/**
 * What a world without somebody's shares would lack.
 *
 * @param lost people who would not have come by the last day
 * @param delayed people who would have come later
 */
public record Difference(List<Integer> lost, List<Integer> delayed) {

  public Difference {
    lost = List.copyOf(lost);
    delayed = List.copyOf(delayed);
  }
}
