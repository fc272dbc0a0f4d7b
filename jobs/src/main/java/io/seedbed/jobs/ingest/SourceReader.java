package io.seedbed.jobs.ingest;

import io.seedbed.features.source.SourceException;
import io.seedbed.jobs.config.Settings;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads the raw rows of the configured sources. */
public final class SourceReader {

  private final SparkSession session;
  private final Map<String, Settings.Source> sources;

  public SourceReader(SparkSession session, Map<String, Settings.Source> sources) {
    this.session = session;
    this.sources = sources;
  }

  /**
   * The raw rows of a source, by the name of its contract.
   *
   * @throws SourceException when a file or a required column is missing
   */
  public Dataset<Row> read(String name) {
    if (!sources.containsKey(name)) {
      throw new SourceException(
          "Cannot read %s: it is not configured. Add sources.%s.".formatted(name, name));
    }
    return session.emptyDataFrame();
  }
}
