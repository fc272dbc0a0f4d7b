package io.seedbed.models.referral;

import static io.seedbed.features.testing.DatasetAssert.assertThat;
import static io.seedbed.features.testing.Spark.row;

import io.seedbed.features.facts.OrderLines;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.testing.Fixture;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class InvitersTest {

  private final Fixture edges =
      Fixture.of(
          InviteEdges.TABLE,
          Referrals.SHANGHAI,
          InviteEdges.INVITE_ID,
          InviteEdges.INVITER_ID,
          InviteEdges.INVITEE_ID,
          InviteEdges.JUDGEMENT,
          InviteEdges.IS_MATURE,
          InviteEdges.IS_QUALIFIED,
          InviteEdges.QUALIFIED_DAY);
  private final Fixture orders =
      Fixture.of(
          OrderValues.TABLE,
          Referrals.SHANGHAI,
          OrderValues.ORDER_ID,
          OrderValues.USER_ID,
          OrderValues.PAID_AT,
          OrderValues.NET_MINOR);
  private final Fixture lines =
      Fixture.of(
          OrderLines.TABLE,
          Referrals.SHANGHAI,
          OrderLines.ORDER_ID,
          OrderLines.ORDERED_AT,
          OrderLines.CATEGORY,
          OrderLines.AMOUNT_MINOR,
          OrderLines.KIND);

  @Test
  void onlyBoundInviteesCountAndQualifiedOnesOnceMature() {
    bound("i1", "eve", true, "2024-01-03");
    bound("i2", "fay", true, "2024-01-02");
    bound("i3", "gus", true, null);
    bound("i4", "hal", false, "2024-06-30");
    edges.row("i5", "ann", "ivy", "assist", true, false, null);
    edges.row("i6", "bob", "ivy", "pending", false, false, null);
    assertThat(inviters())
        .conformsTo(Inviters.TABLE)
        .on(
            Inviters.USER_ID,
            Inviters.RUN_DATE,
            Inviters.BOUND_INVITEES,
            Inviters.MATURED_INVITEES,
            Inviters.QUALIFIED_INVITEES,
            Inviters.QUALIFIED_INVITEES_180D)
        .hasRows(row("ann", "2024-06-30", 4L, 3L, 2L, 2L));
  }

  @Test
  void recentBuyersAreCountedOnceAndTheirMonthsTogether() {
    bound("i1", "eve", true, null);
    bound("i2", "fay", true, null);
    bound("i3", "gus", true, null);
    bound("i4", "hal", true, null);
    orders
        .row("first-recent-day", "eve", "2024-01-03T12:00:00Z", 1)
        .row("same-month", "fay", "2024-01-20T12:00:00Z", 1)
        .row("other-month", "fay", "2024-05-20T12:00:00Z", 1)
        .row("too-early", "gus", "2024-01-02T12:00:00Z", 1)
        .row("refunded", "hal", "2024-03-01T12:00:00Z", 0)
        .row("anonymous", null, "2024-04-01T12:00:00Z", 1)
        .row("stranger", "zoe", "2024-04-01T12:00:00Z", 1);
    assertThat(inviters())
        .on(Inviters.BUYING_INVITEES, Inviters.BUYING_INVITEES_180D, Inviters.BUYING_MONTHS_180D)
        .hasRows(row(3L, 2L, 2L));
  }

  @Test
  void aPureInviteeKeepsAnOrderInTheLeadingCategory() {
    bound("i1", "eve", true, null);
    bound("i2", "fay", true, null);
    bound("i3", "gus", true, null);
    bound("i4", "hal", true, null);
    orders
        .row("o1", "eve", "2024-03-01T12:00:00Z", 1)
        .row("o2", "fay", "2024-03-01T12:00:00Z", 1)
        .row("o3", "gus", "2024-03-01T12:00:00Z", 0)
        .row("o4", "hal", "2024-03-01T12:00:00Z", 1);
    lines
        .row("o1", "2024-03-01T12:00:00Z", "shoes", 5, "purchase")
        .row("o1", "2024-03-01T12:00:00Z", "tea", 500, "purchase")
        .row("o2", "2024-03-01T12:00:00Z", "shoes", 500, "purchase")
        .row("o2", "2024-03-01T12:00:00Z", "tea", 5, "gift")
        .row("o3", "2024-03-01T12:00:00Z", "tea", 5, "purchase")
        .row("o4", "2024-03-01T12:00:00Z", null, 9_000, "purchase")
        .row("o5", "2024-03-01T12:00:00Z", "shoes", 9_000, "cancelled")
        .row("o6", "2024-06-30T16:00:00Z", "shoes", 9_000, "purchase");
    assertThat(inviters())
        .on(Inviters.BUYING_INVITEES, Inviters.PURE_INVITEES)
        .hasRows(row(3L, 2L));
  }

  @Test
  void whereNoCategoryIsKnownEveryBuyerIsPure() {
    bound("i1", "eve", true, null);
    bound("i2", "fay", true, null);
    orders.row("o1", "eve", "2024-03-01T12:00:00Z", 1);
    lines.row("o1", "2024-03-01T12:00:00Z", null, 20, "purchase");
    assertThat(inviters()).on(Inviters.PURE_INVITEES).hasRows(row(1L));
  }

  @Test
  void amongEqualCategoriesTheLeastNameLeads() {
    bound("i1", "eve", true, null);
    bound("i2", "fay", true, null);
    orders
        .row("o1", "eve", "2024-03-01T12:00:00Z", 1)
        .row("o2", "fay", "2024-03-01T12:00:00Z", 1)
        .row("o3", "fay", "2024-03-02T12:00:00Z", 1);
    lines
        .row("o1", "2024-03-01T12:00:00Z", "Tea", 20, "purchase")
        .row("o2", "2024-03-01T12:00:00Z", "shoes", 10, "purchase")
        .row("o3", "2024-03-02T12:00:00Z", "shoes", 10, "purchase");
    assertThat(inviters()).on(Inviters.PURE_INVITEES).hasRows(row(1L));
  }

  private void bound(String id, String invitee, boolean isMature, String qualifiedDay) {
    edges.row(id, "ann", invitee, "bound", isMature, qualifiedDay != null, qualifiedDay);
  }

  private Dataset<Row> inviters() {
    return Inviters.from(
        edges.dataset(), orders.dataset(), lines.dataset(), Referrals.RUN_DATE, Referrals.RULES);
  }
}
