package io.seedbed.jobs.run;

import io.seedbed.features.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts jobs into an order in which everything a job reads has been written: derived from what they
 * declare, and the same whatever order they are listed in as far as that leaves no choice.
 */
public final class JobOrder {

  private final List<Job> jobs;
  private final Map<String, Job> writers = new LinkedHashMap<>();

  private JobOrder(List<Job> jobs) {
    this.jobs = jobs;
  }

  /**
   * The jobs, in order.
   *
   * @throws IllegalArgumentException for two writers of one thing, a read nothing writes, a cycle
   */
  public static List<Job> of(List<Job> jobs) {
    JobOrder order = new JobOrder(jobs);
    order.findWriters();
    order.findMissingWriters();
    return order.sorted();
  }

  /**
   * Those of the jobs without which the asked tables cannot be written.
   *
   * @throws IllegalArgumentException as {@link #of}
   */
  static List<Job> neededFor(List<Job> jobs, Set<Table> asked) {
    List<Job> ordered = of(jobs);
    Set<String> needed =
        asked.stream().map(Table::name).collect(Collectors.toCollection(LinkedHashSet::new));
    // Whoever reads a product comes after who writes it.
    for (int i = ordered.size() - 1; i >= 0; i--) {
      Job job = ordered.get(i);
      if (needed.contains(product(job))) {
        needs(job).forEach(needed::add);
      }
    }
    return ordered.stream().filter(job -> needed.contains(product(job))).toList();
  }

  private void findWriters() {
    for (Job job : jobs) {
      Job other = writers.putIfAbsent(product(job), job);
      if (other != null) {
        throw new IllegalArgumentException(
            "Cannot order the jobs: %s and %s both write %s. Keep one."
                .formatted(other.name(), job.name(), product(job)));
      }
    }
  }

  private void findMissingWriters() {
    String missing =
        jobs.stream()
            .flatMap(
                job ->
                    needs(job)
                        .filter(need -> !writers.containsKey(need))
                        .map(need -> "%s reads %s".formatted(job.name(), need)))
            .collect(Collectors.joining("; "));
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot order the jobs: %s, which no job writes. Add the job or drop the read."
              .formatted(missing));
    }
  }

  private List<Job> sorted() {
    List<Job> sorted = new ArrayList<>();
    Set<String> done = new LinkedHashSet<>();
    while (sorted.size() < jobs.size()) {
      List<Job> waiting = jobs.stream().filter(job -> !done.contains(product(job))).toList();
      Job next =
          waiting.stream()
              .filter(job -> needs(job).allMatch(done::contains))
              .findFirst()
              .orElseThrow(() -> cycle(waiting.get(0)));
      sorted.add(next);
      done.add(product(next));
    }
    return sorted;
  }

  /** Follows one need after the other until a job comes up again. */
  private IllegalArgumentException cycle(Job start) {
    Set<String> trail = new LinkedHashSet<>();
    String current = product(start);
    Set<String> settled = settled();
    while (trail.add(current)) {
      current =
          needs(writers.get(current))
              .filter(need -> !settled.contains(need))
              .findFirst()
              .orElseThrow();
    }
    List<String> names = new ArrayList<>(trail);
    List<String> loop = new ArrayList<>(names.subList(names.indexOf(current), names.size()));
    loop.add(current);
    return new IllegalArgumentException(
        "Cannot order the jobs: %s reads itself in the end. Break the circle."
            .formatted(String.join(" ← ", loop)));
  }

  private Set<String> settled() {
    Set<String> settled = new LinkedHashSet<>();
    boolean isGrowing = true;
    while (isGrowing) {
      isGrowing =
          jobs.stream()
              .filter(job -> needs(job).allMatch(settled::contains))
              .map(job -> settled.add(product(job)))
              .reduce(false, Boolean::logicalOr);
    }
    return settled;
  }

  private static Stream<String> needs(Job job) {
    return Stream.concat(
        job.reads().stream().map(Table::name), job.fitsRead().stream().map(JobOrder::fit));
  }

  private static String product(Job job) {
    return job.output().map(Table::name).orElseGet(() -> fit(job.name()));
  }

  private static String fit(String model) {
    return "fit " + model;
  }
}
