package io.seedbed.jobs.ingest;

import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The configured sources, as their files lie there now. */
public interface Sources {

  /**
   * The files of a source, by name.
   *
   * @throws io.seedbed.features.source.SourceException when there is none or one is empty
   */
  List<SourceFile> files(String source);

  /**
   * The raw rows of some of a source's files; of none, no rows in the shape that all have.
   *
   * @throws io.seedbed.features.source.SourceException when a required column is missing
   */
  Dataset<Row> rows(String source, Collection<SourceFile> files);
}
