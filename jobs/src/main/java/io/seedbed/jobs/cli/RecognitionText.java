package io.seedbed.jobs.cli;

import io.seedbed.jobs.ingest.Recognition;
import java.util.List;

/** What a file was recognised as, and what to do next. */
final class RecognitionText {

  static String of(Recognition recognition) {
    if (recognition.isHeaderless()) {
      return headerless(recognition);
    }
    String found =
        "%s has %d columns: %s%n"
            .formatted(
                recognition.file(),
                recognition.columns().size(),
                String.join(", ", recognition.columns()));
    List<Recognition.Fit> fits = recognition.fits();
    return found + (fits.isEmpty() ? drafted(recognition) : fitting(recognition, fits));
  }

  private static String headerless(Recognition recognition) {
    return "%s has %d columns and, as it seems, no header: its first line holds numbers or addresses, which are not shown. Deliver it with a header, or name its columns in a preset: layout { header = false, raw-columns = [...] }.%n"
        .formatted(recognition.file(), recognition.columns().size());
  }

  private static String fitting(Recognition recognition, List<Recognition.Fit> fits) {
    TextTable table = TextTable.of("preset", "columns found", "asked for");
    fits.forEach(fit -> table.row(fit.preset(), (long) fit.found(), (long) fit.asked()));
    return "Presets that fit the names of its columns:%n%sLook at its rows: seedbed sources check %s --preset %s%n"
        .formatted(table.text(), recognition.arguments(), fits.get(0).preset());
  }

  private static String drafted(Recognition recognition) {
    return recognition
        .draft()
        .map(
            preset ->
                "No preset fits. One made of the names of the columns, to check, to save as shop.conf, and to look at with"
                    + " seedbed sources check %s --preset shop.conf:%n%n%s"
                        .formatted(recognition.arguments(), preset))
        .orElse(
            "No preset fits, and no columns are called like those of a source. Copy the nearest preset under conf/sources/ and map them, or add synonyms there.%n"
                .formatted());
  }

  private RecognitionText() {}
}
