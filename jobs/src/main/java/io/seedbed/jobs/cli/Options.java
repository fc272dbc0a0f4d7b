package io.seedbed.jobs.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.logging.log4j.core.config.Configurator;
import picocli.CommandLine.Option;

/** Options of every command that opens a session. */
final class Options {

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "Settings that differ from the packaged conf/seedbed.conf.")
  private Optional<Path> conf;

  @Option(
      names = "--warehouse",
      paramLabel = "PATH",
      description =
          "Where tables are kept: a folder or a Hadoop URI. Default: warehouse; demos: below demo.")
  private Optional<String> warehouse;

  @Option(
      names = "--master",
      paramLabel = "MASTER",
      description = "Spark master. Default: spark-submit's, else local[*].")
  private Optional<String> master;

  @Option(names = "--json-logs", description = "Log as JSON lines.")
  private boolean isLoggingJson;

  Optional<Path> conf() {
    return conf;
  }

  Optional<String> warehouse() {
    return warehouse;
  }

  Optional<String> master() {
    return master;
  }

  /** Has to come before the first log line. */
  void applyLogging() {
    if (isLoggingJson) {
      try {
        URI json =
            Options.class.getClassLoader().getResource("conf/log4j2-json.properties").toURI();
        Configurator.reconfigure(json);
      } catch (URISyntaxException impossible) {
        throw new IllegalStateException("A resource has an address", impossible);
      }
    }
  }
}
