package io.seedbed.jobs.nightly;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The rows of delivered files once more, shuffled and in three files a source.
 *
 * @param from a folder of folders, each with the files of one delivery
 * @param to where the same folders are written
 */
record Redelivery(Path from, Path to) {

  private static final int FILES = 3;

  /** In a later report an order stands as it is by then: months stay in their order. */
  private static final String IN_ORDER = "orders";

  /** Writes {@code 1.csv} and so on into every folder. */
  void shuffle(long seed) throws IOException {
    Random random = new Random(seed);
    for (Path folder : entries(from)) {
      shuffle(folder, random);
    }
  }

  private void shuffle(Path folder, Random random) throws IOException {
    String source = folder.getFileName().toString();
    List<Path> files = entries(folder);
    boolean isCsv = files.get(0).toString().endsWith(".csv");
    List<String> header = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    for (Path file : files) {
      List<String> ofFile = isCsv ? csvRows(file) : Files.readAllLines(file);
      if (isCsv) {
        header = List.of(ofFile.remove(0));
      }
      Collections.shuffle(ofFile, random);
      rows.addAll(ofFile);
    }
    if (!source.equals(IN_ORDER)) {
      Collections.shuffle(rows, random);
    }
    Path written = Files.createDirectories(to.resolve(source));
    for (int part = 0; part < FILES; part++) {
      List<String> lines = new ArrayList<>(header);
      lines.addAll(rows.subList(rows.size() * part / FILES, rows.size() * (part + 1) / FILES));
      String name = "%d.%s".formatted(part + 1, isCsv ? "csv" : "jsonl");
      Files.write(written.resolve(name), lines, StandardCharsets.UTF_8);
    }
  }

  /** A line break between quotes ends no row. */
  private static List<String> csvRows(Path file) throws IOException {
    List<String> rows = new ArrayList<>();
    StringBuilder row = new StringBuilder();
    for (String line : Files.readAllLines(file)) {
      row.append(row.isEmpty() ? "" : "\n").append(line);
      if (row.chars().filter(each -> each == '"').count() % 2 == 0) {
        rows.add(row.toString());
        row.setLength(0);
      }
    }
    return rows;
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }
}
