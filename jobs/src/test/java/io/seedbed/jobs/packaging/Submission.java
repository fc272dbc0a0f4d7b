package io.seedbed.jobs.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * What spark-submit made of the job jar: a process of its own, with the class path of a cluster, in
 * which nothing of this build but the jar is to be had.
 */
record Submission(int exitCode, String out, String err) {

  private static final long MOST_MINUTES = 15;

  /**
   * Submits the job jar and waits for its end.
   *
   * @param scratch where the process keeps its own files
   */
  static Submission of(Path scratch, String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile(scratch, "submit", ".out");
    Path err = Files.createTempFile(scratch, "submit", ".err");
    List<String> command = command(scratch);
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(scratch.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeAll(List.of("SPARK_HOME", "SPARK_CONF_DIR"));
    Process process = builder.start();
    try {
      assertThat(process.waitFor(MOST_MINUTES, TimeUnit.MINUTES))
          .as("end within %d minutes", MOST_MINUTES)
          .isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Submission(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private static List<String> command(Path scratch) throws IOException {
    Path conf = JobJar.HOME.resolve("conf");
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            // Most of a night of few rows is compilation.
            "-XX:TieredStopAtLevel=1",
            "@" + conf.resolve("jvm.options"),
            "-Djava.io.tmpdir=" + scratch,
            "-Dlog4j2.configurationFile=" + conf.resolve("log4j2.properties"),
            "-cp",
            JobJar.clusterLibraries().stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator)),
            "org.apache.spark.deploy.SparkSubmit",
            "--master",
            "local[2]",
            "--properties-file",
            conf.resolve("spark-defaults.conf").toString(),
            "--class",
            "io.seedbed.jobs.cli.Seedbed",
            JobJar.path().toString()));
  }
}
