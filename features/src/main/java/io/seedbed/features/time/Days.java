package io.seedbed.features.time;

import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Column;

/**
 * A set of business days: those listed, or all there are. It names the days of a table that have to
 * be built again, small enough to be a literal in a predicate, so that files of other days are not
 * opened.
 */
public final class Days {

  /** Every day, also those without a date. */
  public static final Days ALL = new Days(true, new TreeSet<>());

  /** No day. */
  public static final Days NONE = new Days(false, new TreeSet<>());

  private final boolean isAll;
  private final SortedSet<LocalDate> listed;

  private Days(boolean isAll, SortedSet<LocalDate> listed) {
    this.isAll = isAll;
    this.listed = listed;
  }

  /** The given days. */
  public static Days of(Collection<LocalDate> days) {
    return new Days(false, new TreeSet<>(days));
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

  /** Whether there is no day among them. */
  public boolean isEmpty() {
    return !isAll && listed.isEmpty();
  }

  /** These and others. */
  public Days and(Days others) {
    if (isAll || others.isAll) {
      return ALL;
    }
    SortedSet<LocalDate> together = new TreeSet<>(listed);
    together.addAll(others.listed);
    return new Days(false, together);
  }

  /** The earliest; empty where there is none or where they are all days. */
  public Optional<LocalDate> first() {
    return isAll || listed.isEmpty() ? Optional.empty() : Optional.of(listed.first());
  }

  /** Whether one of them is the given day or an earlier one; of all days, always. */
  public boolean reach(LocalDate day) {
    return isAll || (!listed.isEmpty() && !listed.first().isAfter(day));
  }

  /** Whether a day is among them; true of a null day only where they are all days. */
  public Column include(Column day) {
    return isAll ? lit(true) : day.isin(listed.toArray());
  }

  /** The days by name, ascending; empty where they are all days. */
  public SortedSet<LocalDate> listed() {
    return new TreeSet<>(listed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Days days && isAll == days.isAll && listed.equals(days.listed);
  }

  @Override
  public int hashCode() {
    return 31 * listed.hashCode() + Boolean.hashCode(isAll);
  }

  @Override
  public String toString() {
    return isAll ? "all days" : listed.toString();
  }
}
