package io.seedbed.jobs.evaluate;

import java.util.List;
import java.util.Locale;

/** What somebody is called, by the jobs or in truth. */
public enum Label {
  PROBLEM,
  NON_REPEAT,
  DISTRIBUTOR,
  SPREADER,
  FAN,
  /** Bought again; the jobs could not tell which kind that makes them. */
  REPEAT_UNKNOWN,
  /** Known, and keeps no purchase. */
  PROSPECT,
  /** Not known to the jobs, or in truth has not come. */
  ABSENT;

  /** The classes that are scored. */
  public static final List<Label> LEAVES = List.of(PROBLEM, NON_REPEAT, DISTRIBUTOR, SPREADER, FAN);

  private static final List<Label> ALL = List.of(values());

  /** Of the columns segment and repeat_type; the latter is null but for repeat users. */
  static Label of(String segment, String repeatType) {
    return switch (segment) {
      case "repeat" ->
          repeatType.equals("unknown")
              ? REPEAT_UNKNOWN
              : valueOf(repeatType.toUpperCase(Locale.ROOT));
      case "unknown" -> ABSENT;
      default -> valueOf(segment.toUpperCase(Locale.ROOT));
    };
  }

  /** Of the files of the truth. */
  static Label ofTruth(String name) {
    return name.equals("none") ? ABSENT : valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** As tables and files have it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How many labels there are. */
  static int count() {
    return ALL.size();
  }

  /** The label of a number below {@link #count}. */
  static Label numbered(int number) {
    return ALL.get(number);
  }

  /** For a learner, which knows classes by number. */
  int number() {
    return ALL.indexOf(this);
  }

  boolean isLeaf() {
    return LEAVES.contains(this);
  }

  boolean isRepeat() {
    return switch (this) {
      case DISTRIBUTOR, SPREADER, FAN, REPEAT_UNKNOWN -> true;
      case PROBLEM, NON_REPEAT, PROSPECT, ABSENT -> false;
    };
  }
}
