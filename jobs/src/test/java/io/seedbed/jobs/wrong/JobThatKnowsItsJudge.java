package io.seedbed.jobs.wrong;

import io.seedbed.jobs.evaluate.Figure;

/** Does what no job may: look at how well it did. */
public final class JobThatKnowsItsJudge {

  static final String LOOKS_AT = Figure.MACRO_F1.label();

  private JobThatKnowsItsJudge() {}
}
