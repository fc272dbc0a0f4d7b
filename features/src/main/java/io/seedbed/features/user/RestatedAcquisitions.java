package io.seedbed.features.user;

import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.min;

import io.seedbed.features.facts.Invites;
import io.seedbed.features.facts.Memberships;
import io.seedbed.features.table.Difference;
import io.seedbed.features.time.Days;
import io.seedbed.features.time.RunDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The business days on which users may have become known otherwise, because memberships or invites
 * changed. The day of a changed row says little: a stay is told again when it ends, which makes
 * nobody known, and an invite when it is accepted, which makes the invitee known on that later day.
 */
public final class RestatedAcquisitions {

  /**
   * What is compared: the rows an earlier run rested on, and the rows there are now.
   *
   * @param changedMemberships days of memberships on which the two may differ
   * @param changedInvites days of invites on which the two may differ
   */
  public record Entries(
      Dataset<Row> membershipsBefore,
      Dataset<Row> memberships,
      Days changedMemberships,
      Dataset<Row> invitesBefore,
      Dataset<Row> invites,
      Days changedInvites) {}

  /** One row per such day: {@link UserAcquisition#ACQUIRED_DAY}. */
  public static Dataset<Row> days(Entries entries, RunDate runDate) {
    return joins(entries)
        .unionByName(acceptedInvites(entries, runDate))
        .unionByName(startOfInvites(entries))
        .distinct();
  }

  private static Dataset<Row> joins(Entries entries) {
    Column mayDiffer = entries.changedMemberships().include(Memberships.DAY.col());
    return Difference.between(
            entries.membershipsBefore().filter(mayDiffer),
            entries.memberships().filter(mayDiffer),
            Memberships.USER_ID.col(),
            Memberships.GROUP_ID.col(),
            Memberships.JOINED_AT.col(),
            Memberships.DAY.col(),
            Memberships.INVITER_ID.col(),
            Memberships.SCENE.col())
        .select(UserAcquisition.ACQUIRED_DAY.is(Memberships.DAY.col()));
  }

  private static Dataset<Row> acceptedInvites(Entries entries, RunDate runDate) {
    Column mayDiffer =
        entries
            .changedInvites()
            .include(Invites.DAY.col())
            .and(Invites.JOINED_AT.col().isNotNull())
            .and(Invites.INVITEE_ID.col().isNotNull());
    return Difference.between(
            entries.invitesBefore().filter(mayDiffer),
            entries.invites().filter(mayDiffer),
            Invites.TABLE.columns())
        .select(UserAcquisition.ACQUIRED_DAY.is(runDate.dayOf(Invites.JOINED_AT.col())));
  }

  /** Left truncation looks at the first day of all invites; when it moves, all that follows may. */
  private static Dataset<Row> startOfInvites(Entries entries) {
    Column before = entries.invitesBefore().select(min(Invites.DAY.col())).scalar();
    Column now = UserAcquisition.ACQUIRED_DAY.col();
    return entries
        .invites()
        .agg(UserAcquisition.ACQUIRED_DAY.is(min(Invites.DAY.col())))
        .filter(now.eqNullSafe(before).equalTo(false))
        .select(UserAcquisition.ACQUIRED_DAY.is(least(now, before)))
        .filter(now.isNotNull());
  }

  private RestatedAcquisitions() {}
}
