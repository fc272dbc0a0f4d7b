package io.seedbed.jobs.nightly;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.xxhash64;

import com.typesafe.config.ConfigFactory;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.testing.Spark;
import io.seedbed.features.time.RunDate;
import io.seedbed.jobs.config.RecordReader;
import io.seedbed.jobs.config.Settings;
import io.seedbed.jobs.export.Catalogue;
import io.seedbed.jobs.run.PublishedTables;
import io.seedbed.jobs.warehouse.Warehouse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** What a night has published, and the settings it ran with. */
public record PublishedNight(PublishedTables tables, Settings settings) {

  /** The latest publication in a warehouse. */
  public static PublishedNight latest(Path folder) {
    Warehouse warehouse =
        Warehouse.at(folder.toString(), Spark.session().sparkContext().hadoopConfiguration());
    PublishedTables written =
        PublishedTables.latest(Spark.session(), warehouse, Optional.empty(), List.of())
            .orElseThrow();
    Settings settings =
        RecordReader.read(ConfigFactory.parseString(written.configuration()), Settings.class);
    PublishedTables tables =
        PublishedTables.of(Spark.session(), warehouse, written.published(), Nightly.jobs(settings));
    return new PublishedNight(tables, settings);
  }

  RunDate runDate() {
    return new RunDate(tables.published().runDate(), settings.shop().zone());
  }

  public Dataset<Row> read(Table table) {
    return tables.read(table);
  }

  boolean has(String source) {
    return settings.sources().containsKey(source);
  }

  /** The declarations of everything published. */
  List<Table> declarations() {
    return Catalogue.chapters().stream()
        .flatMap(chapter -> chapter.tables().stream())
        .filter(tables::has)
        .toList();
  }

  /**
   * Rows and a checksum over all values of every published table, whatever the order of its rows.
   *
   * @param leftOut columns that are not looked at; all of them for a whole table
   */
  public Map<String, String> contents(Map<Table, List<Field>> leftOut) {
    Dataset<Row> hashes =
        declarations().stream()
            .filter(table -> !leftOut.getOrDefault(table, List.of()).containsAll(table.fields()))
            .map(table -> hashes(table, leftOut.getOrDefault(table, List.of())))
            .reduce(Dataset::unionByName)
            .orElseThrow();
    Map<String, String> contents = new TreeMap<>();
    for (Row row :
        hashes
            .groupBy("name")
            .agg(count(lit(1)), sum(hashes.col("hash").cast(DataTypes.createDecimalType(28, 0))))
            .collectAsList()) {
      contents.put(row.getString(0), "%d rows, %s".formatted(row.getLong(1), row.getDecimal(2)));
    }
    return contents;
  }

  private Dataset<Row> hashes(Table table, List<Field> leftOut) {
    Column[] columns =
        table.fields().stream()
            .filter(field -> !leftOut.contains(field))
            .map(Field::col)
            .toArray(Column[]::new);
    return read(table)
        .select(lit(table.name()).as("name"), xxhash64(to_json(struct(columns))).as("hash"));
  }
}
