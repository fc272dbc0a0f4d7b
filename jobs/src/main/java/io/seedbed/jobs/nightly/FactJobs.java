package io.seedbed.jobs.nightly;

import io.seedbed.features.facts.Appeals;
import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.facts.Commissions;
import io.seedbed.features.facts.Complaints;
import io.seedbed.features.facts.Invites;
import io.seedbed.features.facts.Memberships;
import io.seedbed.features.facts.OrderLines;
import io.seedbed.features.facts.RefundRequests;
import io.seedbed.features.facts.Shares;
import io.seedbed.features.facts.Violations;
import io.seedbed.features.identity.IdentityLinks;
import io.seedbed.features.source.LandedAppeals;
import io.seedbed.features.source.LandedChatMessages;
import io.seedbed.features.source.LandedCommissions;
import io.seedbed.features.source.LandedComplaints;
import io.seedbed.features.source.LandedInvites;
import io.seedbed.features.source.LandedMemberships;
import io.seedbed.features.source.LandedOrders;
import io.seedbed.features.source.LandedRefunds;
import io.seedbed.features.source.LandedShares;
import io.seedbed.features.source.LandedViolations;
import io.seedbed.features.source.SourceContract;
import io.seedbed.features.table.Table;
import io.seedbed.jobs.run.Job;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** From landed rows to facts, every id resolved to one customer. */
public final class FactJobs {

  /** How one fact is read off its landed table. */
  private interface Fact {
    Dataset<Row> from(Dataset<Row> landed, Dataset<Row> identityLinks);
  }

  /** The jobs. */
  public static List<Job> list() {
    return List.of(
        new Job.View(
            RefundRequests.TABLE.name(),
            List.of(),
            List.of(LandedOrders.TABLE, LandedRefunds.TABLE, IdentityLinks.TABLE),
            RefundRequests.TABLE,
            in ->
                RefundRequests.from(
                    in.read(LandedOrders.TABLE),
                    in.read(LandedRefunds.TABLE),
                    in.read(IdentityLinks.TABLE))),
        fact(OrderLines.TABLE, LandedOrders.CONTRACT, LandedOrders.TABLE, OrderLines::from),
        fact(
            ChatMessages.TABLE,
            LandedChatMessages.CONTRACT,
            LandedChatMessages.TABLE,
            ChatMessages::from),
        fact(
            Memberships.TABLE,
            LandedMemberships.CONTRACT,
            LandedMemberships.TABLE,
            Memberships::from),
        fact(Invites.TABLE, LandedInvites.CONTRACT, LandedInvites.TABLE, Invites::from),
        fact(Shares.TABLE, LandedShares.CONTRACT, LandedShares.TABLE, Shares::from),
        fact(Complaints.TABLE, LandedComplaints.CONTRACT, LandedComplaints.TABLE, Complaints::from),
        fact(
            Commissions.TABLE,
            LandedCommissions.CONTRACT,
            LandedCommissions.TABLE,
            Commissions::from),
        fact(Violations.TABLE, LandedViolations.CONTRACT, LandedViolations.TABLE, Violations::from),
        fact(Appeals.TABLE, LandedAppeals.CONTRACT, LandedAppeals.TABLE, Appeals::from));
  }

  private static Job fact(Table table, SourceContract contract, Table landed, Fact fact) {
    return new Job.View(
        table.name(),
        List.of(contract.name()),
        List.of(landed, IdentityLinks.TABLE),
        table,
        in -> fact.from(in.read(landed), in.read(IdentityLinks.TABLE)));
  }

  private FactJobs() {}
}
