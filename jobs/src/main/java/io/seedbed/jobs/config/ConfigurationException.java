package io.seedbed.jobs.config;

import java.util.List;

/** The configuration cannot be used; says everything that is wrong with it. The user must act. */
public final class ConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  public ConfigurationException(List<String> problems) {
    super(
        "Cannot use the configuration, %d %s:%n  - %s"
            .formatted(
                problems.size(),
                problems.size() == 1 ? "problem" : "problems",
                String.join(System.lineSeparator() + "  - ", problems)));
    this.problems = List.copyOf(problems);
  }

  /** Each problem, with its key path, where the value came from and what to do. */
  public List<String> problems() {
    return problems;
  }
}
