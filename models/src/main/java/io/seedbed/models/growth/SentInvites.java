package io.seedbed.models.growth;

import io.seedbed.features.facts.Invites;
import io.seedbed.features.time.RunDate;
import io.seedbed.models.referral.InviteEdges;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per invite sent before as-of, in columns of {@link Invites}: those to known invitees as
 * {@link InviteEdges} has them, which adds members brought into a group, and those whose invitee is
 * not known.
 */
final class SentInvites {

  static Dataset<Row> from(Dataset<Row> invites, Dataset<Row> inviteEdges, RunDate runDate) {
    Dataset<Row> toUnknown =
        invites
            .where(Invites.INVITEE_ID.col().isNull())
            .select(
                Invites.INVITE_ID.col(),
                Invites.INVITER_ID.col(),
                Invites.INVITED_AT.col(),
                Invites.DAY.col());
    return inviteEdges
        .select(
            Invites.INVITE_ID.is(InviteEdges.INVITE_ID.col()),
            Invites.INVITER_ID.is(InviteEdges.INVITER_ID.col()),
            Invites.INVITED_AT.is(InviteEdges.INVITED_AT.col()),
            Invites.DAY.is(runDate.dayOf(InviteEdges.INVITED_AT.col())))
        .unionByName(toUnknown)
        .where(runDate.isKnown(Invites.INVITED_AT.col()));
  }

  private SentInvites() {}
}
