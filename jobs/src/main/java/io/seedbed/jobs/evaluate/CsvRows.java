package io.seedbed.jobs.evaluate;

import com.univocity.parsers.common.record.Record;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A CSV file with a header, row by row. */
final class CsvRows {

  static void forEach(Path file, Consumer<Record> row) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setHeaderExtractionEnabled(true);
    settings.setMaxCharsPerColumn(-1);
    new CsvParser(settings).iterateRecords(file.toFile()).forEach(row);
  }

  private CsvRows() {}
}
