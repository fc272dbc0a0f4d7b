package io.seedbed.jobs.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The settings that run the night on a made-up shop: the packaged bench.conf for its folder. */
final class BenchConf {

  static final String FILE = "bench.conf";

  private static final String PACKAGED = "conf/" + FILE;
  private static final String FOLDER = "${bench-folder}\"";

  /** Writes them for the sources below a folder, into that folder. */
  static Path write(Path folder) throws IOException {
    try (InputStream packaged = BenchConf.class.getClassLoader().getResourceAsStream(PACKAGED)) {
      String template = new String(packaged.readAllBytes(), StandardCharsets.UTF_8);
      String path = folder.toAbsolutePath().normalize().toString();
      String escaped = path.replace("\\", "\\\\").replace("\"", "\\\"");
      return Files.writeString(folder.resolve(FILE), template.replace(FOLDER, "\"" + escaped));
    }
  }

  private BenchConf() {}
}
