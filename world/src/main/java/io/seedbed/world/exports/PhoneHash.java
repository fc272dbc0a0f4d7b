package io.seedbed.world.exports;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A phone number as files that must not show it have it. */
final class PhoneHash {

  /** The id that readers of the order report make of a number. */
  static String of(String phone) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(phone.getBytes(StandardCharsets.US_ASCII));
      return "phone:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }

  private PhoneHash() {}
}
