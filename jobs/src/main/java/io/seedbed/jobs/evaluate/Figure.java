package io.seedbed.jobs.evaluate;

import java.util.Locale;
import java.util.OptionalDouble;

/** What the jobs are judged by, one number for each shop. */
public enum Figure {
  MACRO_F1("macro-F1 of the five classes", 0.80, true),
  ACHIEVABLE("best macro-F1 reached from what can be seen"),
  SHARE_OF_ACHIEVABLE("share of it that the jobs reach", 0.9, true),
  CONNECTED_MACRO_F1("macro-F1 of people whose accounts the shop has connected"),
  CONNECTED("share of people whose accounts the shop has connected"),
  REPEAT_F1("F1 of repeat as a whole"),
  PROBLEM_PRECISION("precision of problem", 0.8, true),
  LABEL_CALIBRATION("calibration error of the label's probability"),
  LABEL_BRIER("Brier score of the label's probability"),
  PROBLEM_AUC("AUC of P(problem)"),
  SPREADER_AUC("AUC of P(spreader)"),
  SEED_AUC("AUC of the list: who brings anybody"),
  CHANGES_A_NIGHT("label changes a night of people who do not change", 0.005, false),
  RETURNS_A_NIGHT("of these, back to a label of the last 30 nights"),
  NIGHTS_TO_NOTICE("median nights until a true change is noticed", 21, false),
  SEED_PRECISION("precision of the list among k"),
  CAPTURED_BY_LIST("value captured by the list"),
  CAPTURED_BY_PAST_INVITERS("value captured by past inviters"),
  CAPTURED_BY_SPENDERS("value captured by the greatest spenders"),
  CAPTURED_BY_TALKERS("value captured by those with most messages"),
  CAPTURED_AT_RANDOM("value captured by anybody"),
  BROUGHT_BY_LIST("buyers whom the list brings"),
  BROUGHT_BY_ORACLE("buyers whom the best choice would bring"),
  CREDITED("people who come by links of the list"),
  COMING_ANYWAY("share of them who would have come anyway"),
  SPLIT_PEOPLE("buyers who are several customers"),
  MIXED_CUSTOMERS("customers who are several buyers");

  private final String label;
  private final OptionalDouble target;
  private final boolean isMoreBetter;

  Figure(String label) {
    this.label = label;
    this.target = OptionalDouble.empty();
    this.isMoreBetter = true;
  }

  Figure(String label, double target, boolean isMoreBetter) {
    this.label = label;
    this.target = OptionalDouble.of(target);
    this.isMoreBetter = isMoreBetter;
  }

  /** For people. */
  public String label() {
    return label;
  }

  /** For files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it should reach; empty where nothing is asked of it. */
  public OptionalDouble target() {
    return target;
  }

  /** Whether the target is a least, and not a most. */
  public boolean isMoreBetter() {
    return isMoreBetter;
  }

  /** Whether a figure reaches the target; true where there is none. */
  public boolean isReached(double figure) {
    return target.isEmpty()
        || (isMoreBetter ? figure >= target.getAsDouble() : figure <= target.getAsDouble());
  }
}
