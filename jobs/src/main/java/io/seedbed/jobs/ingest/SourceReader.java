package io.seedbed.jobs.ingest;

import static org.apache.spark.sql.functions.lit;

import io.seedbed.features.source.InputMapping;
import io.seedbed.features.source.SourceContract;
import io.seedbed.features.source.SourceException;
import io.seedbed.features.source.SourceMapping;
import io.seedbed.jobs.config.Settings;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/** Reads the raw rows of the configured sources. */
public final class SourceReader implements Sources {

  private final SparkSession session;
  private final Map<String, Settings.Source> sources;

  public SourceReader(SparkSession session, Map<String, Settings.Source> sources) {
    this.session = session;
    this.sources = sources;
    // GBK and GB18030, which Chinese exports come in, and a sign in place of undecodable bytes
    // rather than a dead run, are both the older behaviour of Spark.
    session.conf().set("spark.sql.legacy.javaCharsets", true);
    session.conf().set("spark.sql.legacy.codingErrorAction", true);
  }

  @Override
  public List<SourceFile> files(String name) {
    return SourceFile.matching(name, source(name).files(), hadoop());
  }

  @Override
  public Dataset<Row> rows(String name, Collection<SourceFile> files) {
    if (files.isEmpty()) {
      return rows(name, files(name).subList(0, 1)).where(lit(false));
    }
    Settings.Source source = source(name);
    Preset preset = Preset.load(source.preset());
    SourceContract contract = Contracts.named(name);
    SourceMapping mapping = preset.mappingOf(contract);
    Layout layout = preset.effectiveLayout(source.layout());
    List<SourceFile> read = List.copyOf(files);
    RawFiles raw = raw(layout, read);
    return switch (preset.format()) {
      case CSV -> csv(contract, mapping, layout, read);
      case JSON_LINES -> json(contract, mapping, raw).lines();
      case JSON -> json(contract, mapping, raw).documents();
      case TEXT_LINES -> raw.textLines();
      case PARQUET -> parquet(contract, mapping, raw);
    };
  }

  private Settings.Source source(String name) {
    Settings.Source source = sources.get(name);
    if (source == null) {
      throw new SourceException(
          "Cannot read %s: it is not configured. Add sources.%s.".formatted(name, name));
    }
    return source;
  }

  /** Files whose headers differ are read apart: a column is found by its name, not its place. */
  private Dataset<Row> csv(
      SourceContract contract, SourceMapping mapping, Layout layout, List<SourceFile> files) {
    Map<List<String>, List<SourceFile>> filesByColumns = new LinkedHashMap<>();
    for (SourceFile file : files) {
      CsvHeader header =
          layout.hasHeader()
              ? CsvHeader.of(contract.name(), file, layout, hadoop())
              : new CsvHeader(file.name(), layout.columns());
      header.require(contract.name(), requiredColumns(contract, mapping));
      filesByColumns
          .computeIfAbsent(header.columns(), columns -> new java.util.ArrayList<>())
          .add(file);
    }
    return filesByColumns.entrySet().stream()
        .map(group -> raw(layout, group.getValue()).csv(group.getKey()))
        .map(rows -> completed(rows, layout))
        .reduce((above, below) -> above.unionByName(below, true))
        .orElseThrow();
  }

  private RawFiles raw(Layout layout, List<SourceFile> files) {
    return new RawFiles(new PlacedFiles(session, layout, files));
  }

  private static JsonFiles json(SourceContract contract, SourceMapping mapping, RawFiles raw) {
    return new JsonFiles(raw.files(), keys(contract, mapping, raw.files().layout()));
  }

  /** Columns that expressions ask for and these files lack, as older exports do, are empty. */
  private static Dataset<Row> completed(Dataset<Row> rows, Layout layout) {
    Map<String, Column> lacking = new LinkedHashMap<>();
    for (String name : layout.columns()) {
      if (Stream.of(rows.columns()).noneMatch(name::equalsIgnoreCase)) {
        lacking.put(name, lit(null).cast(DataTypes.StringType));
      }
    }
    return rows.withColumns(lacking);
  }

  private static Dataset<Row> parquet(
      SourceContract contract, SourceMapping mapping, RawFiles raw) {
    Dataset<Row> rows = raw.parquet();
    new CsvHeader("the Parquet schema", io.seedbed.features.source.RawRows.columnsOf(rows))
        .require(contract.name(), requiredColumns(contract, mapping));
    return rows;
  }

  private static List<String> requiredColumns(SourceContract contract, SourceMapping mapping) {
    return contract.requiredInputNames().stream()
        .map(mapping::of)
        .flatMap(Optional::stream)
        .map(InputMapping::column)
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  /** The keys of JSON rows to read: what is mapped or asked for and not given in another way. */
  private static List<String> keys(SourceContract contract, SourceMapping mapping, Layout layout) {
    Stream<String> mapped =
        contract.inputNames().stream()
            .map(mapping::of)
            .flatMap(Optional::stream)
            .map(InputMapping::column)
            .flatMap(Optional::stream);
    Set<String> givenByFile = new HashSet<>(layout.fileColumns());
    givenByFile.addAll(layout.outerNames());
    return Stream.concat(mapped, layout.columns().stream())
        .distinct()
        .filter(name -> !givenByFile.contains(name))
        .toList();
  }

  private Configuration hadoop() {
    return session.sparkContext().hadoopConfiguration();
  }
}
