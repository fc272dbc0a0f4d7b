package io.seedbed.models.fit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The 2,357 CDNOW customers of Fader and Hardie, in weeks and dollars, as published. */
final class Cdnow {

  private static final String FILE = "cdnow/cdnow_customers_summary_with_transactions.csv";

  private final List<String[]> rows;

  private Cdnow(List<String[]> rows) {
    this.rows = rows;
  }

  /** The customers; skips the test where there are no data. */
  static Cdnow read() {
    String data = System.getenv("SEEDBED_DATA");
    assumeTrue(data != null && !data.isBlank(), "SEEDBED_DATA is not set");
    try {
      return new Cdnow(
          Files.readAllLines(Path.of(data, FILE)).stream()
              .skip(1)
              .map(line -> line.split(",", -1))
              .toList());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  PurchaseCells purchases() {
    return new PurchaseCells(
        rows.stream().mapToInt(row -> Integer.parseInt(row[1])).toArray(),
        rows.stream().mapToDouble(row -> Double.parseDouble(row[2])).toArray(),
        rows.stream().mapToDouble(row -> Double.parseDouble(row[3])).toArray(),
        rows.stream().mapToLong(row -> 1).toArray());
  }

  /** Of those who bought again. */
  SpendCells spends() {
    List<String[]> repeaters = rows.stream().filter(row -> !row[1].equals("0")).toList();
    return new SpendCells(
        repeaters.stream().mapToInt(row -> Integer.parseInt(row[1])).toArray(),
        repeaters.stream().mapToDouble(row -> Double.parseDouble(row[4])).toArray(),
        repeaters.stream().mapToLong(row -> 1).toArray());
  }
}
