package io.seedbed.jobs.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seedbed.jobs.bench.ChildReport.NightCost;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All that was measured, repetition by repetition, and what follows from it.
 *
 * @param nights the dates of every process in which nights ran, with their steps
 * @param agreements by table; none where outputs were not compared
 */
public record BenchResults(
    Surroundings surroundings,
    Map<Subject, List<Cost>> costs,
    List<NightCost> nights,
    List<Agreement> agreements) {

  /** The median of a measure over all repetitions; empty where it was not taken. */
  public Optional<Spread> spread(Subject subject, Measure measure) {
    List<Cost> taken = costs.getOrDefault(subject, List.of());
    return taken.isEmpty()
        ? Optional.empty()
        : Optional.of(Spread.of(taken.stream().mapToDouble(measure::of).toArray()));
  }

  /** The first median divided by the second; empty where one was not taken or is zero. */
  public OptionalDouble value(Ratio ratio) {
    Optional<Spread> above = spread(ratio.above(), ratio.measure());
    Optional<Spread> below = spread(ratio.below(), ratio.measure());
    return above.isEmpty() || below.isEmpty() || below.get().median() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(above.get().median() / below.get().median());
  }

  /** The ratios that the night is judged by. */
  public List<Ratio> ratios() {
    return Ratio.TARGETS;
  }

  /** Whether every compared table has the same rows on both sides. */
  public boolean isExact() {
    return agreements.stream().allMatch(Agreement::isExact);
  }

  /** All of it, medians and every repetition. */
  public String json() {
    ObjectNode all = Json.MAPPER.createObjectNode();
    all.set("surroundings", Json.MAPPER.valueToTree(surroundings));
    ObjectNode subjects = all.putObject("subjects");
    for (Subject subject : Subject.values()) {
      if (costs.containsKey(subject)) {
        putSubject(subjects.putObject(subject.key()), subject);
      }
    }
    ArrayNode ratios = all.putArray("ratios");
    for (Ratio ratio : ratios()) {
      ObjectNode node = ratios.addObject();
      node.put("above", ratio.above().key());
      node.put("below", ratio.below().key());
      node.put("measure", ratio.measure().key());
      value(ratio).ifPresent(value -> node.put("ratio", value));
    }
    all.set("agreements", Json.MAPPER.valueToTree(agreements));
    all.set("nights", Json.MAPPER.valueToTree(nights));
    try {
      return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(all)
          + System.lineSeparator();
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("A tree of numbers and texts is JSON", impossible);
    }
  }

  private void putSubject(ObjectNode node, Subject subject) {
    ArrayNode repetitions = node.putArray("repetitions");
    for (Cost cost : costs.get(subject)) {
      ObjectNode repetition = repetitions.addObject();
      for (Measure measure : Measure.values()) {
        repetition.put(measure.key(), measure.of(cost));
      }
    }
    for (Measure measure : Measure.values()) {
      Spread spread = spread(subject, measure).orElseThrow();
      node.putObject(measure.key())
          .put("median", spread.median())
          .put("least", spread.least())
          .put("most", spread.most());
    }
  }
}
