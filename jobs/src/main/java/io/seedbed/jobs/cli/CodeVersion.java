package io.seedbed.jobs.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of the job jar, as its manifest has it. */
final class CodeVersion implements IVersionProvider {

  static String current() {
    String version = Seedbed.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"seedbed " + current()};
  }
}
