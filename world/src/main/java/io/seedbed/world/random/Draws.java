package io.seedbed.world.random;

import java.util.SplittableRandom;

/**
 * Random numbers that depend on nothing but the seed, the purpose and who asks: the same question
 * has the same answer in any order and in any world. That is what lets a world without somebody's
 * shares be compared with the world as it was, person by person.
 */
public final class Draws {

  private static final double UNIT = 0x1.0p-53;

  private final long seed;

  public Draws(long seed) {
    this.seed = mixed(seed);
  }

  /** Other numbers for every purpose: those of a parallel world. */
  public Draws ofWorld(int world) {
    return world == 0 ? this : new Draws(seed + world);
  }

  /** A number in (0, 1). */
  public double uniform(Purpose purpose, long who, long when) {
    return ((key(purpose, who, when) >>> 11) + 0.5) * UNIT;
  }

  /** A number in (0, 1). */
  public double uniform(Purpose purpose, long who) {
    return uniform(purpose, who, -1);
  }

  /** Whether something of this probability happens. */
  public boolean happens(double probability, Purpose purpose, long who, long when) {
    return uniform(purpose, who, when) < probability;
  }

  /** A standard normal number. */
  public double normal(Purpose purpose, long who, long when) {
    return Variates.normal(stream(purpose, who, when));
  }

  /** As many numbers as needed for one purpose. */
  public SplittableRandom stream(Purpose purpose, long who, long when) {
    return new SplittableRandom(key(purpose, who, when));
  }

  /** As many numbers as needed for one purpose. */
  public SplittableRandom stream(Purpose purpose, long who) {
    return stream(purpose, who, -1);
  }

  /** The 64 bits a question is answered with. */
  public long key(Purpose purpose, long who, long when) {
    long key = mixed(seed ^ purpose.name().hashCode() * 0x9E3779B97F4A7C15L);
    key = mixed(key + who * 0xD1B54A32D192ED03L);
    return mixed(key ^ when * 0xABC98388FB8FAC03L);
  }

  /** Spreads every bit over all bits; the constants are those of MurmurHash3's finalizer. */
  private static long mixed(long bits) {
    long mixed = bits + 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 33)) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return mixed ^ (mixed >>> 33);
  }
}
