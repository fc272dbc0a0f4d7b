package io.seedbed.features.time;

import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * A set of business days: those listed, or all there are; rows without a day can be among them. It
 * names the days of a table that have to be built again, small enough to be a literal in a
 * predicate, so that files of other days are not opened.
 */
public final class Days {

  /** Every day, also those without a date. */
  public static final Days ALL = new Days(true, new TreeSet<>(), true);

  /** No day. */
  public static final Days NONE = new Days(false, new TreeSet<>(), false);

  private final boolean isAll;
  private final SortedSet<LocalDate> listed;
  private final boolean hasUndated;

  private Days(boolean isAll, SortedSet<LocalDate> listed, boolean hasUndated) {
    this.isAll = isAll;
    this.listed = listed;
    this.hasUndated = hasUndated;
  }

  /** The given days; null stands for rows without one. */
  public static Days of(Collection<LocalDate> days) {
    SortedSet<LocalDate> listed =
        days.stream().filter(Objects::nonNull).collect(Collectors.toCollection(TreeSet::new));
    return new Days(false, listed, days.stream().anyMatch(Objects::isNull));
  }

  /** The days in the only column of some rows. */
  public static Days in(List<Row> rows) {
    List<LocalDate> days = new ArrayList<>();
    rows.forEach(row -> days.add(row.isNullAt(0) ? null : row.getDate(0).toLocalDate()));
    return of(days);
  }

  /** The days after one and up to another, included. */
  public static Days between(LocalDate after, LocalDate last) {
    return of(
        after.isBefore(last)
            ? after.plusDays(1).datesUntil(last.plusDays(1)).toList()
            : new TreeSet<>());
  }

  /** Whether these are all days. */
  public boolean isAll() {
    return isAll;
  }

  /** Whether there is no day among them, and no row without one. */
  public boolean isEmpty() {
    return !isAll && listed.isEmpty() && !hasUndated;
  }

  /** These and others. */
  public Days and(Days others) {
    if (isAll || others.isAll) {
      return ALL;
    }
    SortedSet<LocalDate> together = new TreeSet<>(listed);
    together.addAll(others.listed);
    return new Days(false, together, hasUndated || others.hasUndated);
  }

  /** The earliest; empty where there is none or where they are all days. */
  public Optional<LocalDate> first() {
    return isAll || listed.isEmpty() ? Optional.empty() : Optional.of(listed.first());
  }

  /** Whether one of them is the given day or an earlier one; of all days, always. */
  public boolean reach(LocalDate day) {
    return isAll || (!listed.isEmpty() && !listed.first().isAfter(day));
  }

  /** Whether a day is among them; of a null day true where rows without one are, else null. */
  public Column include(Column day) {
    if (isAll) {
      return lit(true);
    }
    Column isListed = day.isin(listed.toArray());
    return hasUndated ? isListed.or(day.isNull()) : isListed;
  }

  /** The days by name, ascending; empty where they are all days. */
  public SortedSet<LocalDate> listed() {
    return new TreeSet<>(listed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Days days
        && isAll == days.isAll
        && hasUndated == days.hasUndated
        && listed.equals(days.listed);
  }

  @Override
  public int hashCode() {
    return Objects.hash(isAll, listed, hasUndated);
  }

  @Override
  public String toString() {
    return isAll ? "all days" : listed + (hasUndated ? " and none" : "");
  }
}
