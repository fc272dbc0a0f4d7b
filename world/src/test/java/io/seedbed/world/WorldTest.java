package io.seedbed.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seedbed.world.settings.SettingsException;
import io.seedbed.world.testing.Tables;
import io.seedbed.world.testing.Worlds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldTest {

  @TempDir private Path folder;

  @Test
  void theSamePlanWritesTheSameBytes() throws IOException {
    assertThat(written("one", 1)).hasSizeGreaterThan(60).isEqualTo(written("other", 1));
  }

  @Test
  void theSamePlanWritesTheSameBytesWhereverItRuns() throws IOException {
    Map<String, String> here = written("one", 1);
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("America/Los_Angeles"));
      assertThat(written("other", 1)).isEqualTo(here);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void anotherSeedWritesAnotherShop() throws IOException {
    Map<String, String> one = written("one", 1);
    Map<String, String> other = written("other", 2);

    assertThat(other.get("truth/users.csv")).isNotEqualTo(one.get("truth/users.csv"));
    assertThat(other.get("exports/chat/wecom-archive-2026-06-14.jsonl"))
        .isNotEqualTo(one.get("exports/chat/wecom-archive-2026-06-14.jsonl"));
  }

  @Test
  void everyDayIsTold() throws IOException {
    List<LocalDate> told = new ArrayList<>();

    World.write(Worlds.plan(100, 30, 1, "base"), folder.resolve("world"), told::add);

    assertThat(told)
        .hasSize(30)
        .startsWith(LocalDate.of(2026, 5, 16))
        .endsWith(LocalDate.of(2026, 6, 14));
  }

  @Test
  void aFolderWithSomethingInItIsLeftAlone() throws IOException {
    Path diary = Files.writeString(folder.resolve("diary.txt"), "mine");

    assertThatThrownBy(() -> World.write(Worlds.plan(100, 30, 1, "base"), folder, day -> {}))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "Cannot make this world: %s is not empty, and what is in it could be somebody's. Name"
                + " another folder or empty it.",
            folder);
    assertThat(Tables.files(folder)).containsExactly(diary);
  }

  @Test
  void aWorldThatIsThereIsNotWrittenAgain() throws IOException {
    Path world = folder.resolve("world");
    World.writeOnce(Worlds.plan(100, 30, 1, "base"), world);
    Path invites = world.resolve("exports/referrals/invites.csv");
    Files.writeString(invites, "kept");

    World.writeOnce(Worlds.plan(100, 30, 1, "base"), world);

    assertThat(invites).hasContent("kept");
  }

  @Test
  void aWorldOfAnotherPlanIsLeftAlone() throws IOException {
    Path world = folder.resolve("world");
    World.writeOnce(Worlds.plan(100, 30, 1, "base"), world);

    assertThatThrownBy(() -> World.writeOnce(Worlds.plan(100, 30, 2, "base"), world))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("is not empty");
  }

  @Test
  void halfAWorldIsLeftAlone() throws IOException {
    Path world = folder.resolve("world");
    World.writeOnce(Worlds.plan(100, 30, 1, "base"), world);
    Files.delete(world.resolve("seedbed.conf"));

    assertThatThrownBy(() -> World.writeOnce(Worlds.plan(100, 30, 1, "base"), world))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("is not empty");
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("diary.txt"), "mine");

    assertThatThrownBy(() -> World.write(Worlds.plan(100, 30, 1, "base"), file, day -> {}))
        .hasMessage("Cannot make this world: %s is a file. Give --out a folder.", file);
  }

  private Map<String, String> written(String name, long seed) throws IOException {
    Path world = folder.resolve(name);
    World.write(Worlds.plan(300, 60, seed, "base"), world, day -> {});
    Map<String, String> texts = new TreeMap<>();
    for (Path file : Tables.files(world)) {
      texts.put(
          world.relativize(file).toString().replace('\\', '/'),
          Files.readString(file).replace(world.toAbsolutePath().toString(), "FOLDER"));
    }
    return texts;
  }
}
