package io.seedbed.world.names;

import io.seedbed.world.random.Draws;
import io.seedbed.world.random.Purpose;
import java.util.SplittableRandom;

/** Ids as the apps hand them out: nothing can be told from them. */
public final class Ids {

  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String HEX = "0123456789abcdef";
  private static final long ACCOUNTS = 4;

  /** Kinds of id, each with numbers of its own. */
  private static final long EXTERNAL = 0;

  private static final long UNION = 1;
  private static final long DEVICE = 2;
  private static final long CHAT = 3;

  /** A customer's external_userid; some begin with wo. */
  public static String external(Draws draws, int person, int account) {
    SplittableRandom random = random(draws, EXTERNAL, person * ACCOUNTS + account);
    return (random.nextInt(20) == 0 ? "wo" : "wm") + letters(LETTERS, 30, random);
  }

  public static String union(Draws draws, int person, int account) {
    return "o" + letters(LETTERS, 27, random(draws, UNION, person * ACCOUNTS + account));
  }

  public static String device(Draws draws, int owner) {
    return letters(HEX, 16, random(draws, DEVICE, owner));
  }

  public static String chat(Draws draws, int group) {
    return "wr" + letters(LETTERS, 30, random(draws, CHAT, group));
  }

  /** A hexadecimal digest of something that nobody will look at. */
  public static String digest(SplittableRandom random) {
    return letters(HEX, 32, random);
  }

  /** Letters and digits. */
  public static String token(int length, SplittableRandom random) {
    return letters(LETTERS, length, random);
  }

  private static SplittableRandom random(Draws draws, long kind, long who) {
    return draws.stream(Purpose.IDS, who, kind);
  }

  private static String letters(String alphabet, int length, SplittableRandom random) {
    StringBuilder letters = new StringBuilder(length);
    for (int place = 0; place < length; place++) {
      letters.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return letters.toString();
  }

  private Ids() {}
}
