package io.seedbed.jobs.warehouse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What one write left behind: the version of the table and the rows it wrote. */
public record Written(long version, long rows) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SUFFIX = ".json";

  /**
   * The newest commit that carries the given note, from the table's log: no query is run, and a
   * commit that somebody else made meanwhile is not taken for ours. Delta makes no commit where
   * nothing replaces nothing; the newest version then says just that.
   */
  static Written find(FileSystem files, Path table, String commit) {
    try {
      List<Path> logs = newestFirst(files, new Path(table, "_delta_log"));
      for (Path log : logs) {
        Optional<JsonNode> info = commitInfo(files, log);
        if (info.filter(found -> commit.equals(found.path("userMetadata").asText())).isPresent()) {
          long rows = info.get().path("operationMetrics").path("numOutputRows").asLong();
          return new Written(version(log), rows);
        }
      }
      return new Written(version(logs.get(0)), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException("Cannot read the log of %s".formatted(table), failed);
    }
  }

  /** The newest version of a table. */
  static long newestVersion(FileSystem files, Path table) {
    try {
      return version(newestFirst(files, new Path(table, "_delta_log")).get(0));
    } catch (IOException failed) {
      throw new UncheckedIOException("Cannot read the log of %s".formatted(table), failed);
    }
  }

  private static long version(Path log) {
    return Long.parseLong(log.getName().replace(SUFFIX, ""));
  }

  private static List<Path> newestFirst(FileSystem files, Path log) throws IOException {
    return Arrays.stream(files.listStatus(log))
        .map(FileStatus::getPath)
        .filter(path -> path.getName().matches("\\d{20}\\.json"))
        .sorted(Comparator.comparing(Path::getName).reversed())
        .toList();
  }

  private static Optional<JsonNode> commitInfo(FileSystem files, Path log) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(files.open(log), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode info = JSON.readTree(line).path("commitInfo");
        if (!info.isMissingNode()) {
          return Optional.of(info);
        }
      }
    }
    return Optional.empty();
  }
}
