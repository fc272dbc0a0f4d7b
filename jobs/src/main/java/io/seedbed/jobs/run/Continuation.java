package io.seedbed.jobs.run;

import io.seedbed.features.table.Base;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.Days;
import io.seedbed.jobs.warehouse.KeptDates;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How far a run can hold on to the publication before it: the days on which each table differs by
 * now, and the run dates that no difference reaches back to. Without a publication to go on from,
 * everything is different and there is no such date.
 */
final class Continuation {

  private final LocalDate runDate;
  private final KeptDates kept;
  private final Optional<Previous> previous;
  private final Map<String, Days> replaced = new HashMap<>();
  private final Map<String, Days> changed = new HashMap<>();
  private final Map<String, List<LocalDate>> bases = new TreeMap<>();

  Continuation(LocalDate runDate, KeptDates kept, Optional<Previous> previous) {
    this.runDate = runDate;
    this.kept = kept;
    this.previous = previous;
  }

  Optional<Previous> previous() {
    return previous;
  }

  KeptDates kept() {
    return kept;
  }

  /** Notes a table that was made whole, or a view: it differs where what its job reads does. */
  void wrote(Job job, Table table) {
    changed.put(table.name(), changed(job.reads()));
    if (job instanceof Job.Build build && !build.folds().isEmpty()) {
      Stream<LocalDate> earlier = validBases(build).filter(day -> !day.equals(runDate));
      bases.put(table.name(), Stream.concat(earlier, Stream.of(runDate)).sorted().toList());
    }
  }

  /** Notes the days of a table that were written again, and those of them that differ. */
  void replaced(Table table, Days days, Days different) {
    replaced.put(table.name(), days);
    changed.put(table.name(), different);
  }

  /** The days that any of some tables differs on. */
  Days changed(List<Table> tables) {
    return anyOf(changed, tables);
  }

  /** The days of a table that were written again. */
  Days replaced(Table table) {
    return anyOf(replaced, List.of(table));
  }

  /** What a job's table held on the latest earlier date that nothing it folds reaches back to. */
  Optional<Base> base(Job.Build job) {
    return validBases(job)
        .filter(day -> day.isBefore(runDate))
        .max(LocalDate::compareTo)
        .map(day -> new Base(day, previous.orElseThrow().readOf(job.writes(), day)));
  }

  /** By table, the run dates that a later run can carry it forward from. */
  Map<String, List<LocalDate>> bases() {
    return Map.copyOf(bases);
  }

  private Days anyOf(Map<String, Days> days, List<Table> tables) {
    return previous.isEmpty()
        ? Days.ALL
        : tables.stream()
            .map(table -> days.getOrDefault(table.name(), Days.NONE))
            .reduce(Days.NONE, Days::and);
  }

  private Stream<LocalDate> validBases(Job.Build job) {
    Days reaching = changed(job.folds());
    return previous.stream()
        .flatMap(publication -> publication.bases(job.writes()))
        .filter(day -> !reaching.reach(day) && kept.keep(day));
  }
}
