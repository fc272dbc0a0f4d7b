package io.seedbed.jobs.run;

import io.seedbed.jobs.config.Settings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * A file a run read, told apart from later files of the same name by a fingerprint.
 *
 * @param fingerprint SHA-256 of the size, the first and the last mebibyte
 */
record InputFile(String source, String path, long bytes, Instant modifiedAt, String fingerprint) {

  private static final int EDGE = 1 << 20;

  /** The files behind the configured sources; what cannot be read is left to its landing job. */
  static List<InputFile> of(Map<String, Settings.Source> sources, Configuration hadoop) {
    List<InputFile> found = new ArrayList<>();
    sources.forEach(
        (source, settings) -> {
          for (String glob : settings.files()) {
            found.addAll(matching(source, new Path(glob), hadoop));
          }
        });
    return found;
  }

  Row row() {
    return RowFactory.create(source, path, bytes, modifiedAt, fingerprint);
  }

  private static List<InputFile> matching(String source, Path glob, Configuration hadoop) {
    List<InputFile> matching = new ArrayList<>();
    try {
      FileSystem files = glob.getFileSystem(hadoop);
      FileStatus[] statuses = files.globStatus(glob);
      for (FileStatus status : statuses == null ? new FileStatus[0] : statuses) {
        if (status.isFile()) {
          matching.add(
              new InputFile(
                  source,
                  status.getPath().toString(),
                  status.getLen(),
                  Instant.ofEpochMilli(status.getModificationTime()),
                  fingerprint(files, status)));
        }
      }
    } catch (IOException unreadable) {
      return matching;
    }
    return matching;
  }

  private static String fingerprint(FileSystem files, FileStatus status) throws IOException {
    try (FSDataInputStream in = files.open(status.getPath())) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, status.getLen()));
      digest.update(in.readNBytes(EDGE));
      if (status.getLen() > EDGE) {
        in.seek(Math.max(EDGE, status.getLen() - EDGE));
        digest.update(in.readNBytes(EDGE));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }
}
