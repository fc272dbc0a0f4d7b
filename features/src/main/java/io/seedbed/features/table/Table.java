package io.seedbed.features.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A declared table: what one row stands for, its columns, the key that is unique in it, the column
 * it is partitioned by and the day its rows lie together by. Column comments, the data dictionary
 * and every check come from here.
 */
public record Table(
    String name,
    String english,
    String chinese,
    List<Field> fields,
    List<Field> key,
    Optional<Field> partition,
    Optional<Field> clustering) {

  public Table {
    fields = List.copyOf(fields);
    key = List.copyOf(key);
    Set<String> seen = new HashSet<>();
    for (Field field : fields) {
      if (!seen.add(field.name())) {
        throw new IllegalArgumentException(
            "Cannot declare %s: column %s stands twice. Remove one.".formatted(name, field.name()));
      }
    }
    List<Field> mustBeDeclared = new ArrayList<>(key);
    partition.ifPresent(mustBeDeclared::add);
    clustering.ifPresent(mustBeDeclared::add);
    for (Field field : mustBeDeclared) {
      if (!seen.contains(field.name())) {
        throw new IllegalArgumentException(
            "Cannot declare %s: key, partition or day column %s is not among its fields. Add it."
                .formatted(name, field.name()));
      }
    }
  }

  /** A table of the given grain ("One row per …."), with columns still to come. */
  public static Table named(String name, String english, String chinese) {
    return new Table(
        name, english, chinese, List.of(), List.of(), Optional.empty(), Optional.empty());
  }

  /** This table with its columns, in order. */
  public Table with(Field... columns) {
    return new Table(name, english, chinese, List.of(columns), key, partition, clustering);
  }

  /** This table with the columns whose values together are unique. */
  public Table keyedBy(Field... columns) {
    return new Table(name, english, chinese, fields, List.of(columns), partition, clustering);
  }

  /** This table stored in one folder per value of a column. */
  public Table partitionedBy(Field column) {
    return new Table(name, english, chinese, fields, key, Optional.of(column), clustering);
  }

  /**
   * This table kept so that rows of one business day lie together: a night replaces days of it, and
   * whoever reads a few days opens few files. Unlike a partition it costs no file per day.
   */
  public Table clusteredBy(Field day) {
    return new Table(name, english, chinese, fields, key, partition, Optional.of(day));
  }

  /** This table kept whole instead of by partition. */
  public Table unpartitioned() {
    return new Table(name, english, chinese, fields, key, Optional.empty(), clustering);
  }

  /** This table's declaration under another name and grain. */
  public Table as(String newName, String newEnglish, String newChinese) {
    return new Table(newName, newEnglish, newChinese, fields, key, partition, clustering);
  }

  /** The schema as Spark writes it. */
  public StructType schema() {
    return new StructType(fields.stream().map(Field::structField).toArray(StructField[]::new));
  }

  /** All columns in declared order, for a {@code select}. */
  public Column[] columns() {
    return fields.stream().map(Field::col).toArray(Column[]::new);
  }

  /** The key columns, for a {@code groupBy}. */
  public Column[] keyColumns() {
    return key.stream().map(Field::col).toArray(Column[]::new);
  }
}
