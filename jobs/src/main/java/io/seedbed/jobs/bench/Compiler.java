package io.seedbed.jobs.bench;

/**
 * How far Java compiles in a child.
 *
 * @param level 1: the quick compiler alone; 4: the optimising one after it
 */
public record Compiler(int level) {

  /** For what is over before the optimising compiler pays off. */
  static final Compiler QUICK = new Compiler(1);

  /** The launcher says which one it gives to {@code seedbed run}. */
  private static final String OF_RUN = "seedbed.run-compiler";

  private static final int OPTIMISING = 4;

  /** What {@code seedbed run} does with. */
  public static Compiler ofRun() {
    return new Compiler(Integer.getInteger(OF_RUN, OPTIMISING));
  }
}
