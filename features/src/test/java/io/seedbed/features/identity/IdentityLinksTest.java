package io.seedbed.features.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.source.LandedInvites;
import io.seedbed.features.source.LandedRows;
import io.seedbed.features.testing.Fixture;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class IdentityLinksTest {

  private static final Fixture LINKS =
      Fixture.of(
              IdentityLinks.TABLE,
              ZoneOffset.UTC,
              IdentityLinks.SOURCE_USER_ID,
              IdentityLinks.VALID_FROM,
              IdentityLinks.VALID_TO,
              IdentityLinks.USER_ID)
          .row("ann", "1900-01-01T00:00:00Z", "9999-12-31T00:00:00Z", "u1")
          .row("139", "1900-01-01T00:00:00Z", "2026-05-01T00:00:00Z", "u2")
          .row("139", "2026-05-01T00:00:00Z", "9999-12-31T00:00:00Z", "u3");

  @Test
  void everyIdOfARowIsTheCustomerItStoodForAtTheTimeOfTheEvent() {
    Dataset<Row> invites =
        Fixture.of(
                LandedInvites.TABLE,
                ZoneOffset.UTC,
                LandedRows.STATUS,
                LandedInvites.INVITE_ID.orNull(),
                LandedInvites.INVITER_ID.orNull(),
                LandedInvites.INVITEE_ID,
                LandedInvites.INVITED_AT.orNull())
            .row("accepted", "1", "ann", "139", "2026-04-30T23:59:59.999999Z")
            .row("accepted", "2", "139", "ann", "2026-05-01T00:00:00Z")
            .row("accepted", "3", "zoe", null, "2026-05-01T00:00:00Z")
            .row("rejected", "4", "ann", null, "2026-05-01T00:00:00Z")
            .dataset();
    assertThat(lines(IdentityLinks.resolved(invites, LINKS.dataset(), LandedInvites.CONTRACT)))
        .containsExactly("1 u1 u2", "2 u3 u1", "3 zoe null");
  }

  @Test
  void noColumnIsLostOrAdded() {
    Dataset<Row> invites = Fixture.of(LandedInvites.TABLE, ZoneOffset.UTC).row().dataset();
    assertThat(IdentityLinks.resolved(invites, LINKS.dataset(), LandedInvites.CONTRACT).columns())
        .containsExactlyInAnyOrder(invites.columns());
  }

  private static List<String> lines(Dataset<Row> rows) {
    return rows
        .select(
            LandedInvites.INVITE_ID.col(),
            LandedInvites.INVITER_ID.col(),
            LandedInvites.INVITEE_ID.col())
        .collectAsList()
        .stream()
        .map(row -> row.mkString(" "))
        .sorted()
        .toList();
  }
}
