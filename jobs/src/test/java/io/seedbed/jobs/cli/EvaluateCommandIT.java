package io.seedbed.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.seedbed.features.testing.Spark;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvaluateCommandIT {

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void openSession() {
    SparkSession.setActiveSession(Spark.session());
  }

  @AfterEach
  void leaveSession() {
    SparkSession.clearActiveSession();
  }

  @Test
  void shopsAreJudgedAndEveryFigureStandsInTheJson() throws IOException {
    Path json = folder.resolve("evaluation.json");
    Path page = folder.resolve("evaluation.html");
    Path oneNight =
        Files.writeString(folder.resolve("world.conf"), "base.truth.influence-days = 1");

    assertThat(
            execute(
                "evaluate",
                "--seeds=2",
                "--followed=1",
                "--null-seeds=0",
                "--users=300",
                "--days=120",
                "--config=" + oneNight,
                "--work=" + folder.resolve("work"),
                "--json=" + json,
                "--page=" + page))
        .as(err.toString())
        .isZero();

    assertThat(out.toString())
        .contains("2 made-up shops of regime base, 300 people each, judged on 2026-06-13")
        .contains("macro-F1 of the five classes", "truly, and called", "AUCs lie within");
    JsonNode results = new ObjectMapper().readTree(json.toFile()).get("results");
    JsonNode figures = results.get("figures");
    assertThat(figures.get("macro_f1").get("shops")).hasSize(2);
    assertThat(figures.get("macro_f1").get("mean").asDouble()).isBetween(0.3, 1.0);
    assertThat(figures.get("achievable").get("mean").asDouble()).isBetween(0.3, 1.0);
    assertThat(figures.get("changes_a_night").get("mean").asDouble()).isBetween(0.0, 0.1);
    assertThat(results.get("classes").get("non_repeat").get("recall").get("mean").asDouble())
        .isGreaterThan(0.5);
    assertThat(people(results.get("labels_by_true_class"))).isGreaterThan(100);
    assertThat(page).content().contains("<svg", "macro-F1 of the five classes", "</html>");
    assertThat(folder.resolve("work")).isEmptyDirectory();
  }

  @Test
  void noShopsIsWrongUsage() {
    assertThat(execute("evaluate", "--seeds=0")).isEqualTo(2);
    assertThat(err.toString()).contains("Cannot judge 0 shops", "Give at least 1");
  }

  @Test
  void whatCouldNotBeReadOrWrittenIsToldBeforeAnythingRuns() {
    Path absent = folder.resolve("absent/rules.conf");

    assertThat(execute("evaluate", "--conf=" + absent)).isEqualTo(2);
    assertThat(err.toString()).contains("Cannot read " + absent);
    assertThat(execute("evaluate", "--json=" + absent)).isEqualTo(2);
    assertThat(err.toString()).contains("there is no folder " + absent.getParent());
  }

  private static long people(JsonNode labels) {
    long people = 0;
    for (JsonNode row : labels) {
      for (Iterator<JsonNode> given = row.elements(); given.hasNext(); ) {
        people += given.next().asLong();
      }
    }
    return people;
  }

  private int execute(String... arguments) {
    CommandLine commandLine = Seedbed.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }
}
