package io.seedbed.jobs.run;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Holds written rows against what their table declares: a unique key, no null where none may be,
 * accepted values. One pass when all is well; which rule and which rows only when it is not.
 */
final class TableChecks {

  private static final int EXAMPLES = 3;
  private static final String COPIES = "copies_of_key";
  private static final String HASH = "hash_of_key";
  private static final String FAULTS = "faulty_rows";

  private record Rule(String name, Column isBroken) {}

  private final Table table;
  private final Dataset<Row> rows;

  private TableChecks(Table table, Dataset<Row> rows) {
    this.table = table;
    this.rows = rows;
  }

  /**
   * Checks the rows of a table.
   *
   * @return how many there are
   * @throws JobFailure naming each broken rule, how many rows break it and the keys of a few
   */
  static long check(Table table, Dataset<Row> rows) {
    return new TableChecks(table, rows).check();
  }

  private long check() {
    List<Rule> rules = rules();
    Row faults = faults(rules);
    List<String> broken = new ArrayList<>();
    if (faults.getLong(0) > 0) {
      repeatedKeys().ifPresent(broken::add);
    }
    if (faults.getLong(1) > 0) {
      broken.addAll(brokenRules(rules));
    }
    if (!broken.isEmpty()) {
      throw new JobFailure(
          "Table %s breaks its declaration: %s. Fix what builds it or the declaration."
              .formatted(table.name(), String.join("; ", broken)));
    }
    return faults.getLong(2);
  }

  /**
   * How many hashes of the key come up more than once, how many rows break a rule, and how many
   * there are. A hash is a long and cheap to count by; two keys may share one, so the keys
   * themselves have the last word.
   */
  private Row faults(List<Rule> rules) {
    Column isFaulty = rules.stream().map(Rule::isBroken).reduce(lit(false), Column::or);
    Column faulty = sum(when(isFaulty, lit(1L)).otherwise(lit(0L)));
    if (table.key().isEmpty()) {
      return rows.agg(lit(0L), coalesce(faulty, lit(0L)), count(lit(1))).head();
    }
    return rows.groupBy(xxhash64(table.keyColumns()).as(HASH))
        .agg(count(lit(1)).as(COPIES), faulty.as(FAULTS))
        .agg(
            total(when(functions.col(COPIES).gt(1), lit(1L)).otherwise(lit(0L))),
            total(functions.col(FAULTS)),
            total(functions.col(COPIES)))
        .head();
  }

  private List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    for (Field field : table.fields()) {
      if (!field.isNullable()) {
        rules.add(new Rule(field.name() + " is null", field.col().isNull()));
      }
      if (!field.accepted().isEmpty()) {
        rules.add(
            new Rule(
                "%s is none of %s".formatted(field.name(), field.accepted()),
                coalesce(not(field.col().isin(field.accepted().toArray())), lit(false))));
      }
    }
    return rules;
  }

  private Optional<String> repeatedKeys() {
    Dataset<Row> repeated =
        rows.groupBy(table.keyColumns())
            .agg(count(lit(1)).as(COPIES))
            .where(functions.col(COPIES).gt(1));
    List<Row> examples = repeated.orderBy(table.keyColumns()).limit(EXAMPLES).collectAsList();
    if (examples.isEmpty()) {
      return Optional.empty();
    }
    String key = table.key().stream().map(Field::name).collect(Collectors.joining(", "));
    long keys = repeated.count();
    return Optional.of(
        "key (%s) repeats for %d %s, such as %s"
            .formatted(key, keys, keys == 1 ? "key" : "keys", shown(examples)));
  }

  private List<String> brokenRules(List<Rule> rules) {
    Column[] counts =
        rules.stream()
            .map(rule -> total(when(rule.isBroken(), lit(1L)).otherwise(lit(0L))))
            .toArray(Column[]::new);
    Row broken = rows.select(counts).head();
    return IntStream.range(0, rules.size())
        .filter(index -> broken.getLong(index) > 0)
        .mapToObj(index -> brokenRule(rules.get(index), broken.getLong(index)))
        .toList();
  }

  private String brokenRule(Rule rule, long count) {
    List<Row> examples =
        rows.where(rule.isBroken())
            .select(table.key().isEmpty() ? table.columns() : table.keyColumns())
            .orderBy(table.key().isEmpty() ? table.columns() : table.keyColumns())
            .limit(EXAMPLES)
            .collectAsList();
    return "%s in %d rows, such as %s".formatted(rule.name(), count, shown(examples));
  }

  private String shown(List<Row> examples) {
    List<Field> columns = table.key().isEmpty() ? table.fields() : table.key();
    return examples.stream()
        .map(
            row ->
                IntStream.range(0, columns.size())
                    .mapToObj(index -> columns.get(index).name() + "=" + row.get(index))
                    .collect(Collectors.joining(", ", "(", ")")))
        .collect(Collectors.joining(" "));
  }

  private static Column total(Column number) {
    return coalesce(sum(number), lit(0L));
  }
}
