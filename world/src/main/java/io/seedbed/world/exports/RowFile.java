package io.seedbed.world.exports;

import io.seedbed.world.lines.LineFile;
import io.seedbed.world.random.Draws;
import io.seedbed.world.random.Purpose;
import java.io.IOException;
import java.nio.file.Path;

/** A file of an export, some of whose rows stand there twice. */
final class RowFile implements AutoCloseable {

  private final LineFile file;
  private final double duplicateShare;
  private final Draws draws;
  private final long key;
  private long rows;

  private RowFile(LineFile file, double duplicateShare, Draws draws, long key) {
    this.file = file;
    this.duplicateShare = duplicateShare;
    this.draws = draws;
    this.key = key;
  }

  static RowFile at(Path path, double duplicateShare, Draws draws) throws IOException {
    return new RowFile(
        LineFile.at(path), duplicateShare, draws, path.getFileName().toString().hashCode());
  }

  /** A line that is no row. */
  RowFile headed(String header) throws IOException {
    file.write(header);
    return this;
  }

  void write(String row) throws IOException {
    file.write(row);
    if (draws.happens(duplicateShare, Purpose.REPEATING, key, rows++)) {
      file.write(row);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
