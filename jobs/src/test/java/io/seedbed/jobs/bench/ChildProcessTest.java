package io.seedbed.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class ChildProcessTest {

  private static final DuckDbLimits LIMITS = new DuckDbLimits(1, 500);

  @TempDir static Path folder;

  private static Inbox inbox;

  @BeforeAll
  static void writeAShop() throws IOException, SQLException {
    BenchShop.write(
        folder.resolve("data"), new ShopPlan(200, 36_500, 36_500, 2, 1, 1), LIMITS, day -> {});
    inbox = new Inbox(folder.resolve("data"), folder.resolve("inbox"));
    inbox.deliverUpTo(BenchShop.LAST_DAY);
    Files.createDirectories(folder.resolve("output"));
  }

  @Test
  void aChildIsMeasuredFromOutside() throws IOException, InterruptedException {
    ChildProcess children = new ChildProcess(folder.resolve("children"));

    ChildProcess.Ended scan = children.run(task("scan", inbox.folder()), Compiler.QUICK);

    assertThat(scan.whole().seconds()).isGreaterThan(0.05);
    assertThat(scan.whole().cpuSeconds()).isGreaterThan(0.05);
    assertThat(scan.whole().peakMb()).isGreaterThan(20);
    assertThat(scan.whole().readBytes()).isPositive();
    assertThat(scan.report().versions()).containsKeys("Java", "DuckDB");
  }

  @Test
  void aChildThatFailsIsNamedWithItsLog() throws IOException {
    ChildProcess children = new ChildProcess(folder.resolve("children"));
    Path nowhere = folder.resolve("nowhere");

    assertThatThrownBy(() -> children.run(task("lost", nowhere), Compiler.QUICK))
        .isInstanceOf(BenchException.class)
        .hasMessage(
            "Cannot measure lost: its process ended with 1. See %s."
                .formatted(folder.resolve("children/lost.log")));
  }

  @Test
  void theCompilerOfAChildIsTheOneAskedForAndNoOther() {
    assertThat(ChildProcess.options(new Compiler(4)))
        .contains("-XX:TieredStopAtLevel=4")
        .doesNotContain("-XX:TieredStopAtLevel=1")
        .noneMatch(option -> option.startsWith("-javaagent"));
  }

  private static ChildTask task(String name, Path deliveries) {
    return new ChildTask(
        ChildTask.Kind.DUCKDB_SCAN,
        name,
        inbox.data().toString(),
        deliveries.toString(),
        folder.resolve("warehouse").toString(),
        folder.resolve("published").toString(),
        folder.resolve("output").toString(),
        List.of(),
        true,
        LIMITS,
        "test");
  }
}
