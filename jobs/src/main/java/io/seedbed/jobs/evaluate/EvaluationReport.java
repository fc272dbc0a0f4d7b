package io.seedbed.jobs.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What was found, and on what.
 *
 * @param nulls what was found on shops in which shares cause nothing
 */
public record EvaluationReport(
    Subject subject, EvaluationResults results, Optional<EvaluationResults> nulls) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What was judged.
   *
   * @param users people of each shop, whether they come or not
   * @param days of history on the judged night
   * @param followed shops that were followed night by night
   * @param configHash of the settings that lay over those of the shops
   * @param worldHash of the settings that the shops were made by
   */
  public record Subject(
      String regime,
      int shops,
      int users,
      int days,
      LocalDate judged,
      int nights,
      int followed,
      String codeVersion,
      String configHash,
      String worldHash) {}

  /** All of it, shop by shop. */
  public String json() {
    ObjectNode all = JSON.createObjectNode();
    ObjectNode on = all.putObject("subject");
    on.put("regime", subject.regime());
    on.put("shops", subject.shops());
    on.put("users", subject.users());
    on.put("days", subject.days());
    on.put("judged", subject.judged().toString());
    on.put("nights", subject.nights());
    on.put("followed", subject.followed());
    on.put("code_version", subject.codeVersion());
    on.put("config_hash", subject.configHash());
    on.put("world_hash", subject.worldHash());
    put(all.putObject("results"), results);
    nulls.ifPresent(found -> put(all.putObject("without_influence"), found));
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + System.lineSeparator();
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("A tree of numbers and texts is JSON", impossible);
    }
  }

  private static void put(ObjectNode node, EvaluationResults results) {
    ObjectNode figures = node.putObject("figures");
    for (Figure figure : Figure.values()) {
      ObjectNode of = figures.putObject(figure.key());
      figure.target().ifPresent(target -> of.put("target", target));
      put(of, results.estimate(figure), results.each(figure));
    }
    ObjectNode classes = node.putObject("classes");
    for (Label label : Label.LEAVES) {
      ObjectNode scores = classes.putObject(label.key());
      for (Score score : Score.values()) {
        put(
            scores.putObject(score.key()),
            results.estimate(label, score),
            results.each(label, score));
      }
    }
    ObjectNode labels = node.putObject("labels_by_true_class");
    for (Label truth : Label.values()) {
      ObjectNode row = labels.putObject(truth.key());
      for (Label given : Label.values()) {
        row.put(given.key(), results.confusion().count(truth, given));
      }
    }
    ObjectNode calibration = node.putObject("calibration");
    put(calibration.putArray("label"), results.labels());
    put(calibration.putArray("problem"), results.problems());
    put(calibration.putArray("spreader"), results.spreaders());
    ArrayNode noticing = node.putArray("noticing");
    for (EvaluationResults.Noticing each : results.noticing()) {
      ObjectNode cause = noticing.addObject();
      cause.put("cause", each.cause());
      cause.put("changes", each.changes());
      cause.put("noticed", each.noticed());
      each.median().ifPresent(nights -> cause.put("median_nights", nights));
    }
    ArrayNode shuffled = node.putArray("shuffled_truth");
    for (EvaluationResults.Shuffled each : results.shuffled()) {
      ObjectNode auc = shuffled.addObject();
      auc.put("shop", each.shop());
      auc.put("probability", each.probability());
      auc.put("auc", each.auc());
      auc.put("bound", each.bound());
    }
  }

  private static void put(ObjectNode node, Estimate estimate, List<Double> each) {
    put(node, "mean", estimate.mean());
    put(node, "low", estimate.low());
    put(node, "high", estimate.high());
    ArrayNode shops = node.putArray("shops");
    for (double value : each) {
      if (Double.isFinite(value)) {
        shops.add(value);
      } else {
        shops.addNull();
      }
    }
  }

  private static void put(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    }
  }

  private static void put(ArrayNode node, Forecasts forecasts) {
    for (Forecasts.Bin bin : forecasts.bins()) {
      node.addObject()
          .put("count", bin.count())
          .put("probability", bin.probability())
          .put("share", bin.share());
    }
  }
}
