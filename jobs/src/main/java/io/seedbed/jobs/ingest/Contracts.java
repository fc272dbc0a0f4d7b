package io.seedbed.jobs.ingest;

import io.seedbed.features.source.LandedAppeals;
import io.seedbed.features.source.LandedChatMessages;
import io.seedbed.features.source.LandedCommissions;
import io.seedbed.features.source.LandedComplaints;
import io.seedbed.features.source.LandedIdentities;
import io.seedbed.features.source.LandedInvites;
import io.seedbed.features.source.LandedMemberships;
import io.seedbed.features.source.LandedOrders;
import io.seedbed.features.source.LandedRefunds;
import io.seedbed.features.source.LandedShares;
import io.seedbed.features.source.LandedViolations;
import io.seedbed.features.source.SourceContract;
import io.seedbed.jobs.config.ConfigurationException;
import java.util.List;
import java.util.stream.Collectors;

/** The sources a run knows how to read. */
public final class Contracts {

  /** All contracts; orders and chat messages are required, the others make more output possible. */
  public static final List<SourceContract> ALL =
      List.of(
          LandedOrders.CONTRACT,
          LandedChatMessages.CONTRACT,
          LandedRefunds.CONTRACT,
          LandedMemberships.CONTRACT,
          LandedInvites.CONTRACT,
          LandedShares.CONTRACT,
          LandedComplaints.CONTRACT,
          LandedCommissions.CONTRACT,
          LandedViolations.CONTRACT,
          LandedAppeals.CONTRACT,
          LandedIdentities.CONTRACT);

  /** The contract of a name. */
  public static SourceContract named(String name) {
    return ALL.stream()
        .filter(contract -> contract.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    List.of(
                        "sources.%s is no source. Sources are %s."
                            .formatted(
                                name,
                                ALL.stream()
                                    .map(SourceContract::name)
                                    .collect(Collectors.joining(", "))))));
  }

  private Contracts() {}
}
