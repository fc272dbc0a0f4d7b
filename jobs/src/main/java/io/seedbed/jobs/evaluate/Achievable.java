package io.seedbed.jobs.evaluate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.pmod;

import io.seedbed.features.user.UserFeatures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * How well somebody could do who sees no more than the jobs do but knows the truth of other shops:
 * a random forest (Breiman 2001) over all that is known of a customer in numbers, what the jobs
 * think included. Each shop is judged by a forest that was grown on others. What it reaches can be
 * reached; whether more could, it does not say.
 */
final class Achievable {

  private static final int FOLDS = 5;
  private static final int TREES = 150;
  private static final int DEPTH = 9;
  private static final int LEAST_IN_LEAF = 5;
  private static final long SEED = 20_011_001;

  /** Below every number there is. */
  private static final double NOT_KNOWN = -1e9;

  private static final String CUSTOMER = UserFeatures.USER_ID.name();
  private static final String TRUTH = "truth";
  private static final String SHOP = "shop";
  private static final String FEATURES = "features";

  private final SparkSession session;
  private final Path folder;
  private final Map<Integer, Confusion> unknown = new HashMap<>();

  /**
   * @param folder for what is known of customers, until all shops are
   */
  Achievable(SparkSession session, Path folder) {
    this.session = session;
    this.folder = folder;
  }

  /** Somebody to be judged and, where the jobs know them, as whom. */
  record Known(String customer, Label truth) {}

  /** Adds the customers of a shop who are somebody to be judged. */
  void add(int shop, Dataset<Row> features, List<Known> known) {
    StructType pairs =
        new StructType().add(CUSTOMER, DataTypes.StringType).add(TRUTH, DataTypes.DoubleType);
    Dataset<Row> truths =
        session.createDataFrame(
            known.stream()
                .map(each -> RowFactory.create(each.customer(), (double) each.truth().number()))
                .toList(),
            pairs);
    List<Column> columns = new ArrayList<>(List.of(lit(shop).as(SHOP), col(TRUTH)));
    Arrays.stream(features.schema().fields()).forEach(field -> number(field, columns));
    features
        .join(truths, CUSTOMER)
        .select(columns.toArray(Column[]::new))
        .coalesce(1)
        .write()
        .parquet(folder.resolve(SHOP + shop).toString());
  }

  /** Somebody to be judged whom the jobs do not know. */
  void addUnknown(int shop, Label truth) {
    unknown.computeIfAbsent(shop, unused -> new Confusion()).add(truth, Label.ABSENT);
  }

  /** How each shop's people would be called, by the shop's number; none with fewer than two. */
  Map<Integer, Confusion> confusions(List<Integer> shops) {
    if (shops.size() < 2) {
      return Map.of();
    }
    List<List<Decided>> folds = folds(shops);
    Map<Integer, Confusion> confusions = new HashMap<>(unknown);
    for (int fold = 0; fold < folds.size(); fold++) {
      double[] weights = LabelWeights.best(others(folds, fold));
      for (Decided person : folds.get(fold)) {
        confusions
            .computeIfAbsent(person.shop(), unused -> new Confusion())
            .add(person.truth(), person.by(weights));
      }
    }
    return confusions;
  }

  private List<List<Decided>> folds(List<Integer> shops) {
    String[] files =
        shops.stream().map(shop -> folder.resolve(SHOP + shop).toString()).toArray(String[]::new);
    Dataset<Row> stored = session.read().parquet(files);
    String[] inputs =
        Arrays.stream(stored.columns())
            .filter(column -> !column.equals(SHOP) && !column.equals(TRUTH))
            .toArray(String[]::new);
    Dataset<Row> people =
        new VectorAssembler()
            .setInputCols(inputs)
            .setOutputCol(FEATURES)
            .transform(stored)
            .select(SHOP, TRUTH, FEATURES)
            .cache();
    int folds = Math.min(FOLDS, shops.size());
    try {
      return IntStream.range(0, folds).mapToObj(fold -> decided(people, fold, folds)).toList();
    } finally {
      people.unpersist();
    }
  }

  private static List<Decided> decided(Dataset<Row> people, int fold, int folds) {
    Column isJudged = pmod(col(SHOP), lit(folds)).equalTo(fold);
    RandomForestClassificationModel forest =
        new RandomForestClassifier()
            .setLabelCol(TRUTH)
            .setFeaturesCol(FEATURES)
            .setNumTrees(TREES)
            .setMaxDepth(DEPTH)
            .setMinInstancesPerNode(LEAST_IN_LEAF)
            .setSeed(SEED)
            .fit(people.where(not(isJudged)));
    return forest
        .transform(people.where(isJudged))
        .select(SHOP, TRUTH, forest.getProbabilityCol())
        .collectAsList()
        .stream()
        .map(
            row ->
                new Decided(
                    row.getInt(0), Label.numbered((int) row.getDouble(1)), (Vector) row.get(2)))
        .toList();
  }

  private static List<Decided> others(List<List<Decided>> folds, int fold) {
    return IntStream.range(0, folds.size())
        .filter(each -> each != fold)
        .mapToObj(folds::get)
        .flatMap(List::stream)
        .toList();
  }

  private static void number(StructField field, List<Column> columns) {
    Column value = col(field.name());
    if (field.dataType() instanceof DateType
        && !field.name().equals(UserFeatures.RUN_DATE.name())) {
      columns.add(known(datediff(UserFeatures.RUN_DATE.col(), value), field.name()));
    } else if (field.dataType() instanceof NumericType
        || field.dataType().equals(DataTypes.BooleanType)) {
      columns.add(known(value, field.name()));
    }
  }

  private static Column known(Column value, String name) {
    return coalesce(value.cast(DataTypes.DoubleType), lit(NOT_KNOWN)).as(name);
  }
}
