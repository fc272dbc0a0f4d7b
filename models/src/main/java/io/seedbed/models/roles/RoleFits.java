package io.seedbed.models.roles;

import java.util.List;

/** The fitted ratios that roles rest on. */
public record RoleFits(FittedRatio answering, FittedRatio sharing) {

  /** Names of the fits, for the declaration of a job. */
  public static final List<String> MODELS =
      List.of(MemberRatio.ANSWERS.model(), MemberRatio.SHARES.model());

  /** Both versions, in the order of the names. */
  String version() {
    return answering.version() + "+" + sharing.version();
  }
}
