package io.seedbed.world.contagion;

import java.util.Arrays;

/** A row of whole numbers that grows. */
final class IntRow {

  private int[] numbers = new int[1024];
  private int size;

  void add(int number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, size * 2);
    }
    numbers[size++] = number;
  }

  int at(int place) {
    return numbers[place];
  }

  int size() {
    return size;
  }

  int[] toArray() {
    return Arrays.copyOf(numbers, size);
  }
}
