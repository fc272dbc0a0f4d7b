package io.seedbed.world.settings;

/** A setting is none that a world can be made with; the reader says where it stands. */
final class OutOfRange extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String key;

  /**
   * @param key of the record it stands in
   * @param problem what is wrong with it and what to do, to follow the key
   */
  OutOfRange(String key, String problem) {
    super(problem);
    this.key = key;
  }

  String key() {
    return key;
  }
}
