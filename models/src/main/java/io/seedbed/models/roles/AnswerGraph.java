package io.seedbed.models.roles;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import io.seedbed.features.table.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * One row per member of a group who asked a question that was answered, or answered one: how many,
 * and how much weight the answers have. Influence is the PageRank of the graph from askers to
 * answerers, an edge for each answer, times the number of its members: 1 is an even share. Whoever
 * is asked by those who answer others gains (Zhang, Ackerman and Adamic 2007). Whoever asked
 * nothing that was answered has no edges, and passes on to all alike.
 *
 * <p>A function of our own because a rank rests on all ranks of its graph, which no Column can say.
 * A group's answers of a month are few (a group has some hundred members), so its graph is ranked
 * where its rows are; nothing comes to the driver, and one shuffle of the answers by group is all.
 */
final class AnswerGraph {

  static final Field GROUP_ID = Answers.GROUP_ID;
  static final Field USER_ID = Field.text("user_id", "Member", "成员");
  static final Field ANSWERS = Field.count("answers", "answers", "Answers given", "回答数");
  static final Field ASKERS = Field.count("askers", "users", "Members answered", "被回答人数");
  static final Field INFLUENCE = Field.real("influence", "", "Times an even share", "影响力");

  private static final DataType MEMBERS =
      DataTypes.createArrayType(
          new StructType(
              List.of(USER_ID, ANSWERS, ASKERS, INFLUENCE).stream()
                  .map(
                      field -> new StructField(field.name(), field.type(), false, Metadata.empty()))
                  .toArray(StructField[]::new)),
          false);
  private static final String MEMBERS_NAME = "members";

  /** The members of all groups' graphs. */
  static Dataset<Row> from(Dataset<Row> answers, double damping) {
    Column edges =
        sort_array(collect_list(struct(Answers.ASKER_ID.col(), Answers.ANSWERER_ID.col())));
    return answers
        .groupBy(GROUP_ID.col())
        .agg(members(damping, edges).as(MEMBERS_NAME))
        .select(GROUP_ID.col(), inline(col(MEMBERS_NAME)));
  }

  private static Column members(double damping, Column edges) {
    UDF1<scala.collection.Seq<Row>, Row[]> members =
        rows -> rows == null ? null : members(CollectionConverters.asJava(rows), damping);
    return udf(members, MEMBERS).apply(edges);
  }

  /** The members of one group's graph. */
  static Row[] members(List<Row> edges, double damping) {
    Map<String, Integer> numbers = numbers(edges);
    int[] askers = new int[edges.size()];
    int[] answerers = new int[edges.size()];
    long[] answers = new long[numbers.size()];
    List<Set<Integer>> answered = new ArrayList<>();
    numbers.keySet().forEach(member -> answered.add(new HashSet<>()));
    for (int edge = 0; edge < askers.length; edge++) {
      askers[edge] = numbers.get(edges.get(edge).getString(0));
      answerers[edge] = numbers.get(edges.get(edge).getString(1));
      answers[answerers[edge]]++;
      answered.get(answerers[edge]).add(askers[edge]);
    }
    double[] ranks = PageRank.of(askers, answerers, numbers.size(), damping);
    Row[] members = new Row[numbers.size()];
    numbers.forEach(
        (member, number) ->
            members[number] =
                RowFactory.create(
                    member,
                    answers[number],
                    (long) answered.get(number).size(),
                    ranks[number] * members.length));
    return members;
  }

  /** Members in the order of their ids, so that sums over them give the same bits in every run. */
  private static Map<String, Integer> numbers(List<Row> edges) {
    TreeSet<String> ids = new TreeSet<>();
    for (Row edge : edges) {
      ids.add(edge.getString(0));
      ids.add(edge.getString(1));
    }
    Map<String, Integer> numbers = new TreeMap<>();
    ids.forEach(id -> numbers.put(id, numbers.size()));
    return numbers;
  }

  private AnswerGraph() {}
}
