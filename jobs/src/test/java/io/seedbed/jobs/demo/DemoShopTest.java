package io.seedbed.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoShopTest {

  private static final LocalDate LAST = LocalDate.of(2025, 6, 30);
  private static final List<String> FILES =
      List.of(
          "orders.csv",
          "refunds.csv",
          "chat.jsonl",
          "memberships.csv",
          "invites.csv",
          "shares.jsonl");

  @TempDir Path directory;

  @Test
  void theSameSeedWritesTheSameBytesAndAnotherSeedDoesNot() throws IOException {
    DemoShop.write(directory.resolve("a"), LAST, 1);
    DemoShop.write(directory.resolve("b"), LAST, 1);
    DemoShop.write(directory.resolve("c"), LAST, 2);

    for (String file : FILES) {
      assertThat(directory.resolve("a").resolve(file))
          .hasSameBinaryContentAs(directory.resolve("b").resolve(file));
      assertThat(
              Files.mismatch(
                  directory.resolve("a").resolve(file), directory.resolve("c").resolve(file)))
          .as(file)
          .isNotEqualTo(-1);
    }
  }

  @Test
  void theShopHasAboutTwoThousandPeopleAndEveryKindOfHappening() throws IOException {
    DemoShop.write(directory, LAST, 1);

    assertThat(rows("memberships.csv")).isBetween(1_800L, 2_000L);
    assertThat(rows("orders.csv")).isBetween(8_000L, 60_000L);
    assertThat(rows("refunds.csv")).isGreaterThan(300L);
    assertThat(rows("chat.jsonl")).isBetween(20_000L, 120_000L);
    assertThat(rows("invites.csv")).isGreaterThan(800L);
    assertThat(rows("shares.jsonl")).isGreaterThan(800L);
  }

  @Test
  void nothingHappensAfterTheLastDay() throws IOException {
    DemoShop.write(directory, LAST, 1);

    for (String file : List.of("orders.csv", "refunds.csv", "chat.jsonl", "shares.jsonl")) {
      assertThat(Files.readString(directory.resolve(file))).as(file).doesNotContain("2025-07-");
    }
  }

  private long rows(String file) throws IOException {
    try (var lines = Files.lines(directory.resolve(file))) {
      return lines.count() - (file.endsWith(".csv") ? 1 : 0);
    }
  }
}
