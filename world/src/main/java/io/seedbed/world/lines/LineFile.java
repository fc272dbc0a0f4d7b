package io.seedbed.world.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
    return new LineFile(Files.newBufferedWriter(path, UTF_8));
  }

  /** Writes all lines of a file. */
  public static void write(Path path, List<String> lines) throws IOException {
    try (LineFile file = at(path)) {
      for (String line : lines) {
        file.write(line);
      }
    }
  }

  /** Whether a file is there and has these lines and no others. */
  public static boolean holds(Path path, List<String> lines) throws IOException {
    byte[] wanted = String.join("", lines.stream().map(LineFile::ended).toList()).getBytes(UTF_8);
    return Files.isRegularFile(path) && Arrays.equals(Files.readAllBytes(path), wanted);
  }

  public void write(String line) throws IOException {
    writer.write(ended(line));
  }

  private static String ended(String line) {
    return line + '\n';
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
