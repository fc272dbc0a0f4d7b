package io.seedbed.world.lines;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file of lines in UTF-8, written from the first to the last. */
public final class LineFile implements AutoCloseable {

  private final BufferedWriter writer;

  private LineFile(BufferedWriter writer) {
    this.writer = writer;
  }

  /** An empty file, its folders with it. */
  public static LineFile at(Path path) throws IOException {
    Files.createDirectories(path.getParent());
    return new LineFile(Files.newBufferedWriter(path, StandardCharsets.UTF_8));
  }

  /** Writes all lines of a file. */
  public static void write(Path path, List<String> lines) throws IOException {
    try (LineFile file = at(path)) {
      for (String line : lines) {
        file.write(line);
      }
    }
  }

  public void write(String line) throws IOException {
    writer.write(line);
    writer.write('\n');
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
