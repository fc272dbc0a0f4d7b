package io.seedbed.world.settings;

import java.util.List;

/** The settings of a world cannot be used; says everything that is wrong. The user must act. */
public final class SettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  public SettingsException(List<String> problems) {
    super("Cannot make this world: " + String.join(" ", problems));
    this.problems = List.copyOf(problems);
  }

  /** Each problem, with its key, where it stands and what to do. */
  public List<String> problems() {
    return problems;
  }
}
