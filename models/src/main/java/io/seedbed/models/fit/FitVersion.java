package io.seedbed.models.fit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The short name of a fit: a hash of the model, the last day it has seen, its cells in any order
 * and its rules. The same data and rules give the same version in every run.
 */
public final class FitVersion {

  private static final int DIGITS = 12;

  /**
   * The version.
   *
   * @param cells the input, each element with a stable text
   * @param rules a record of the thresholds behind the fit
   */
  public static String of(String model, LocalDate asOfDay, List<?> cells, Record rules) {
    MessageDigest digest = DigestUtils.getSha256Digest();
    add(digest, model);
    add(digest, asOfDay.toString());
    add(digest, rules.toString());
    cells.stream().map(Object::toString).sorted().forEach(cell -> add(digest, cell));
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }

  private static void add(MessageDigest digest, String part) {
    digest.update(part.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private FitVersion() {}
}
