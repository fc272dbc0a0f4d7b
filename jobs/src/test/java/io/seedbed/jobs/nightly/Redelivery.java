package io.seedbed.jobs.nightly;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The rows of delivered files once more: shuffled, and in several files a source. */
record Redelivery(Path from, Path to) {

  private static final int FILES = 3;

  /** Writes {@code NAME-1.csv} and so on for every {@code NAME.csv} and {@code NAME.jsonl}. */
  void shuffle(long seed) throws IOException {
    Random random = new Random(seed);
    Files.createDirectories(to);
    try (var delivered = Files.newDirectoryStream(from)) {
      for (Path file : delivered) {
        shuffle(file, random);
      }
    }
  }

  private void shuffle(Path file, Random random) throws IOException {
    String[] name = file.getFileName().toString().split("\\.", 2);
    List<String> rows = new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
    List<String> header = name[1].equals("csv") ? List.of(rows.remove(0)) : List.of();
    Collections.shuffle(rows, random);
    for (int part = 0; part < FILES; part++) {
      List<String> lines = new ArrayList<>(header);
      lines.addAll(rows.subList(rows.size() * part / FILES, rows.size() * (part + 1) / FILES));
      Path written = to.resolve("%s-%d.%s".formatted(name[0], part + 1, name[1]));
      Files.write(written, lines, StandardCharsets.UTF_8);
    }
  }
}
