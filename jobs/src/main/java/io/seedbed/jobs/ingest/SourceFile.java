package io.seedbed.jobs.ingest;

import io.seedbed.features.source.SourceException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * One file of a source.
 *
 * @param path where it is
 * @param name how rows name it: its path below the folder the glob starts in, so that positions
 *     outlive a move of the whole delivery; its whole path where two folders hold the same name
 */
public record SourceFile(Path path, String name, long bytes, Instant modifiedAt) {

  private static final int EDGE = 1 << 20;

  /**
   * The files the globs match, sorted by name. A folder stands for the files in it.
   *
   * @throws SourceException when a glob matches nothing or a file is empty
   */
  static List<SourceFile> matching(String source, List<String> globs, Configuration hadoop) {
    Map<Path, SourceFile> files = new LinkedHashMap<>();
    for (String glob : globs) {
      for (SourceFile file : matching(source, new Path(glob), hadoop)) {
        files.putIfAbsent(file.path(), file);
      }
    }
    long names = files.values().stream().map(SourceFile::name).distinct().count();
    return files.values().stream()
        .map(file -> names == files.size() ? file : file.named(file.path().toString()))
        .sorted(Comparator.comparing(SourceFile::name))
        .toList();
  }

  /**
   * As the file source of Spark may name it in {@code _metadata.file_path}: a local path has one
   * slash, or three where it was written without wildcards and came back from Hadoop.
   */
  Set<String> metadataPaths() {
    String named = path.toUri().toString();
    String local = named.replaceFirst("^file:/+", "file:/");
    return new TreeSet<>(List.of(named, local, local.replaceFirst("^file:/", "file:///")));
  }

  /**
   * Tells the file from later files of the same name: SHA-256 of the size, the first and the last
   * mebibyte.
   */
  String fingerprint(Configuration hadoop) {
    try {
      FileSystem files = path.getFileSystem(hadoop);
      try (FSDataInputStream in = files.open(path)) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, bytes));
        digest.update(in.readNBytes(EDGE));
        if (bytes > EDGE) {
          in.seek(Math.max(EDGE, bytes - EDGE));
          digest.update(in.readNBytes(EDGE));
        }
        return HexFormat.of().formatHex(digest.digest());
      }
    } catch (IOException unreadable) {
      throw new SourceException(
          "Cannot read %s: %s. Check the right to read it, or deliver it again."
              .formatted(path, unreadable.getMessage()),
          unreadable);
    }
  }

  private SourceFile named(String other) {
    return new SourceFile(path, other, bytes, modifiedAt);
  }

  private static List<SourceFile> matching(String source, Path glob, Configuration hadoop) {
    try {
      FileSystem fileSystem = glob.getFileSystem(hadoop);
      FileStatus[] matches = fileSystem.globStatus(glob);
      List<FileStatus> files = new ArrayList<>();
      for (FileStatus match : matches == null ? new FileStatus[0] : matches) {
        if (match.isDirectory()) {
          files.addAll(visibleFiles(fileSystem, match.getPath()));
        } else {
          files.add(match);
        }
      }
      if (files.isEmpty()) {
        throw new SourceException(
            "Cannot read %s: no file matches %s. Correct sources.%s.files or deliver the file."
                .formatted(source, glob, source));
      }
      String base = folderOf(fileSystem.makeQualified(glob));
      return files.stream().map(file -> named(source, file, base)).toList();
    } catch (FileNotFoundException missing) {
      throw new SourceException(
          "Cannot read %s: %s does not exist. Correct sources.%s.files or deliver the file."
              .formatted(source, glob, source),
          missing);
    } catch (IOException unreadable) {
      throw new SourceException(
          "Cannot read %s: %s cannot be listed, %s. Check the path and the right to read it."
              .formatted(source, glob, unreadable.getMessage()),
          unreadable);
    }
  }

  private static List<FileStatus> visibleFiles(FileSystem fileSystem, Path folder)
      throws IOException {
    List<FileStatus> files = new ArrayList<>();
    for (FileStatus file : fileSystem.listStatus(folder)) {
      String name = file.getPath().getName();
      if (file.isFile() && !name.startsWith("_") && !name.startsWith(".")) {
        files.add(file);
      }
    }
    return files;
  }

  private static SourceFile named(String source, FileStatus file, String base) {
    if (file.getLen() == 0) {
      throw new SourceException(
          "Cannot read %s: %s is empty. Deliver it again, or take it out of sources.%s.files."
              .formatted(source, file.getPath(), source));
    }
    String path = file.getPath().toUri().getPath();
    return new SourceFile(
        file.getPath(),
        path.startsWith(base) ? path.substring(base.length()) : path,
        file.getLen(),
        Instant.ofEpochMilli(file.getModificationTime()));
  }

  /** The path of a glob up to the folder before its first wildcard. */
  private static String folderOf(Path glob) {
    String path = glob.toUri().getPath();
    String plain = path.split("[*?\\[{]", 2)[0];
    return plain.substring(0, plain.lastIndexOf('/') + 1);
  }
}
