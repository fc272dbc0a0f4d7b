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

/**
 * How far a run can hold on to the publication before it: the days on which each table differs by
 * now. Without a publication to go on from, everything is different.
 */
final class Continuation {

  private final KeptDates kept;
  private final Optional<Previous> previous;
  private final Map<String, Days> replaced = new HashMap<>();
  private final Map<String, Days> changed = new HashMap<>();

  Continuation(KeptDates kept, Optional<Previous> previous) {
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

  /**
   * What a job's table held in the publication before, and up to when nothing it folds has changed
   * since; empty where all may have.
   */
  Optional<Base> base(Job.Build job) {
    Days changes = changed(job.folds());
    if (job.folds().isEmpty() || changes.isAll()) {
      return Optional.empty();
    }
    return previous.flatMap(
        publication -> {
          LocalDate before = publication.day();
          LocalDate unchanged =
              changes
                  .first()
                  .map(first -> first.minusDays(1))
                  .filter(day -> day.isBefore(before))
                  .orElse(before);
          return publication.read(job.writes()).map(rows -> new Base(unchanged, before, rows));
        });
  }

  private Days anyOf(Map<String, Days> days, List<Table> tables) {
    return previous.isEmpty()
        ? Days.ALL
        : tables.stream()
            .map(table -> days.getOrDefault(table.name(), Days.NONE))
            .reduce(Days.NONE, Days::and);
  }
}
