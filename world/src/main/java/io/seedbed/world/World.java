package io.seedbed.world;

import io.seedbed.world.exports.Exports;
import io.seedbed.world.history.History;
import io.seedbed.world.settings.SettingsException;
import io.seedbed.world.settings.WorldPlan;
import io.seedbed.world.truth.Truth;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;

/** A community shop that is made up, and of which everything is known. */
public final class World {

  private static final String TRUTH = "truth";

  /**
   * Lets a world happen and writes it: what the shop's systems hand out under {@code exports/},
   * what is true under {@code truth/}, and {@code seedbed.conf} to read the exports with.
   *
   * @param progress told each day whose files are written
   * @throws SettingsException if the folder has something in it already
   */
  public static void write(WorldPlan plan, Path folder, Consumer<LocalDate> progress)
      throws IOException {
    requireEmpty(folder);
    History history = History.of(plan);
    Truth.write(history, folder.resolve(TRUTH));
    Exports.write(history, folder, progress);
  }

  /**
   * Writes a world, unless the same plan has written all of it there before: then it is left as it
   * is.
   *
   * @throws SettingsException if the folder has something else in it
   */
  public static void writeOnce(WorldPlan plan, Path folder) throws IOException {
    boolean isWritten = Truth.isOf(plan, folder.resolve(TRUTH)) && Exports.areIn(folder);
    if (!isWritten) {
      write(plan, folder, day -> {});
    }
  }

  private static void requireEmpty(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new SettingsException(List.of("%s is a file. Give --out a folder.".formatted(folder)));
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      if (entries.iterator().hasNext()) {
        throw new SettingsException(
            List.of(
                "%s is not empty, and what is in it could be somebody's. Name another folder or empty it."
                    .formatted(folder)));
      }
    }
  }

  private World() {}
}
