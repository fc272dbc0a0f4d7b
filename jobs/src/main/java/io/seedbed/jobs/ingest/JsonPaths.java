package io.seedbed.jobs.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Where in a JSON document its rows are, and what around them each of them is given. A path is the
 * names of the keys on the way, with dots between them.
 *
 * @param rows path of the array whose elements are rows; without it the document is the row
 * @param outer path of a value by the name of the column that every row gets it in
 */
record JsonPaths(Optional<String> rows, Map<String, String> outer) {

  private static final Pattern PATH = Pattern.compile("[^.\\s]+(?:\\.[^.\\s]+)*");
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
  private static final DataType ROWS = DataTypes.createArrayType(DataTypes.StringType);

  JsonPaths {
    rows.ifPresent(path -> checkPath("rows", path));
    outer.forEach(
        (name, path) -> {
          checkPath("outer." + name, path);
          if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                "outer names a column '%s'. Begin it with a letter, and use letters, digits and _."
                    .formatted(name));
          }
        });
    tree(leaves(rows, outer));
  }

  /** What to read of a document: the rows as their JSON texts, and the values around them. */
  StructType schema() {
    return tree(leaves(rows, outer));
  }

  /** The keys on top of a document that paths begin with. */
  Set<String> topKeys() {
    return Stream.concat(rows.stream(), outer.values().stream())
        .map(path -> path.split("[.]", 2)[0])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The rows of a document that {@link #schema} read; null where it has no such array. */
  Optional<Column> rows(Column document) {
    return rows.map(path -> at(document, path));
  }

  /** The values around the rows, by the names of their columns. */
  Map<String, Column> outer(Column document) {
    Map<String, Column> values = new LinkedHashMap<>();
    outer.forEach((name, path) -> values.put(name, at(document, path)));
    return values;
  }

  private static Column at(Column document, String path) {
    Column value = document;
    for (String key : keys(path)) {
      value = value.getField(key);
    }
    return value;
  }

  private static Map<List<String>, DataType> leaves(
      Optional<String> rows, Map<String, String> outer) {
    Map<List<String>, DataType> leaves = new LinkedHashMap<>();
    outer.values().forEach(path -> leaves.put(keys(path), DataTypes.StringType));
    rows.ifPresent(
        path -> {
          if (leaves.put(keys(path), ROWS) != null) {
            throw new IllegalArgumentException(
                "outer takes '%s', which holds the rows. Name a value beside it.".formatted(path));
          }
        });
    return leaves;
  }

  /** Paths that begin alike share the objects they go through. */
  private static StructType tree(Map<List<String>, DataType> leaves) {
    Map<String, Map<List<String>, DataType>> below = new TreeMap<>();
    leaves.forEach(
        (path, type) ->
            below
                .computeIfAbsent(path.get(0), key -> new LinkedHashMap<>())
                .put(path.subList(1, path.size()), type));
    StructType schema = new StructType();
    for (Map.Entry<String, Map<List<String>, DataType>> branch : below.entrySet()) {
      DataType value = branch.getValue().get(List.<String>of());
      if (value != null && branch.getValue().size() > 1) {
        throw new IllegalArgumentException(
            "rows and outer take '%s' as a value and as an object with values in it. Take one of the two."
                .formatted(branch.getKey()));
      }
      schema = schema.add(branch.getKey(), value == null ? tree(branch.getValue()) : value, true);
    }
    return schema;
  }

  private static List<String> keys(String path) {
    return new ArrayList<>(List.of(path.split("\\.")));
  }

  private static void checkPath(String setting, String path) {
    if (!PATH.matcher(path).matches()) {
      throw new IllegalArgumentException(
          "%s is '%s', which is no path. Give the names of keys with dots between them, such as group_chat.member_list."
              .formatted(setting, path));
    }
  }
}
