package io.seedbed.features.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.testing.Fixture;
import io.seedbed.features.time.RunDate;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestatedOrdersTest {

  private static final RunDate RUN_DATE =
      new RunDate(LocalDate.parse("2024-03-10"), ZoneId.of("Asia/Shanghai"));

  private final Fixture orders = orders();
  private final Fixture refundsBefore = refunds();
  private final Fixture refunds = refunds();
  private final Fixture complaintsBefore = complaints();
  private final Fixture complaints = complaints();
  private final Fixture appealsBefore = appeals();
  private final Fixture appeals = appeals();

  @Test
  void refundsAndComplaintsThatAreTheSameRestateNothing() {
    orders.row("a", "2024-03-01T00:00:00Z").row("b", "2024-03-02T00:00:00Z");
    refundsBefore.row("r", "a", "2024-03-03T00:00:00Z", 300);
    refunds.row("r", "a", "2024-03-03T00:00:00Z", 300);
    complaintsBefore.row("c", "b", "2024-03-03T00:00:00Z");
    complaints.row("c", "b", "2024-03-03T00:00:00Z");

    assertThat(days("2024-03-09")).isEmpty();
  }

  @Test
  void newChangedAndWithdrawnClaimsRestateTheDaysOfTheirOrders() {
    orders
        .row("new", "2024-03-01T00:00:00Z")
        .row("changed", "2024-03-02T00:00:00Z")
        .row("withdrawn", "2024-03-03T00:00:00Z")
        .row("blamed", "2024-03-04T00:00:00Z")
        .row("untouched", "2024-03-05T00:00:00Z");
    refundsBefore
        .row("r2", "changed", "2024-03-06T00:00:00Z", 300)
        .row("r3", "withdrawn", "2024-03-06T00:00:00Z", 300);
    refunds
        .row("r1", "new", "2024-03-06T00:00:00Z", 300)
        .row("r2", "changed", "2024-03-06T00:00:00Z", 301)
        .row("r4", null, "2024-03-06T00:00:00Z", 301);
    complaints.row("c", "blamed", "2024-03-06T00:00:00Z");

    assertThat(days("2024-03-09"))
        .containsExactly("2024-03-01", "2024-03-02", "2024-03-03", "2024-03-04");
  }

  @Test
  void aClaimOfTheDaysBetweenTheRunsCountsFromNowOn() {
    orders.row("a", "2024-03-01T00:00:00Z").row("b", "2024-03-02T00:00:00Z");
    for (Fixture known : List.of(refundsBefore, refunds)) {
      known.row("r1", "a", "2024-03-09T16:00:00Z", 300).row("r2", "b", "2024-03-10T16:00:00Z", 300);
    }

    assertThat(days("2024-03-09")).containsExactly("2024-03-01");
    assertThat(days("2024-03-10")).isEmpty();
  }

  @Test
  void whatTheShopClearsOrClearsNoMoreRestatesItsOrders() {
    for (int day = 1; day <= 6; day++) {
      orders.row("o" + day, "2024-03-0%dT00:00:00Z".formatted(day));
    }
    for (Fixture known : List.of(complaintsBefore, complaints)) {
      known.row("c", "o4", "2024-03-05T00:00:00Z");
    }
    appealsBefore
        .row("a1", "order", "o1", "2024-03-08T00:00:00Z", null)
        .row("a2", "order", "o2", "2024-03-08T00:00:00Z", "2024-03-09T20:00:00Z")
        .row("a5", "order", "o5", "2024-03-08T00:00:00Z", null)
        .row("a6", "order", "o6", "2024-03-09T16:00:00Z", null);
    appeals
        .row("a1", "order", "o1", "2024-03-07T00:00:00Z", "2024-04-01T00:00:00Z")
        .row("a2", "order", "o2", "2024-03-08T00:00:00Z", "2024-03-09T20:00:00Z")
        .row("a3", "order", "o3", "2024-03-08T00:00:00Z", null)
        .row("a4", "complaint", "c", "2024-03-08T00:00:00Z", null)
        .row("a6", "order", "o6", "2024-03-09T16:00:00Z", null);

    assertThat(days("2024-03-09"))
        .as("still cleared; over; told late; of a complaint; taken back; begun")
        .containsExactly("2024-03-02", "2024-03-03", "2024-03-04", "2024-03-05", "2024-03-06");
  }

  private List<String> days(String before) {
    RestatedOrders.Claims claims =
        new RestatedOrders.Claims(
            refundsBefore.dataset(),
            refunds.dataset(),
            complaintsBefore.dataset(),
            complaints.dataset(),
            appealsBefore.dataset(),
            appeals.dataset(),
            LocalDate.parse(before));
    return RestatedOrders.days(orders.dataset(), claims, RUN_DATE).collectAsList().stream()
        .map(row -> row.getDate(0).toString())
        .sorted()
        .toList();
  }

  private static Fixture orders() {
    return Fixture.of(Orders.TABLE, RUN_DATE.zone(), Orders.ORDER_ID, Orders.PAID_AT);
  }

  private static Fixture refunds() {
    return Fixture.of(
        Refunds.TABLE,
        RUN_DATE.zone(),
        Refunds.REFUND_ID,
        Refunds.ORDER_ID,
        Refunds.REFUNDED_AT,
        Refunds.AMOUNT_MINOR);
  }

  private static Fixture appeals() {
    return Fixture.of(
        Appeals.TABLE,
        RUN_DATE.zone(),
        Appeals.APPEAL_ID,
        Appeals.ABOUT,
        Appeals.ABOUT_ID,
        Appeals.FROM_AT,
        Appeals.UNTIL_AT);
  }

  private static Fixture complaints() {
    return Fixture.of(
        Complaints.TABLE,
        RUN_DATE.zone(),
        Complaints.COMPLAINT_ID,
        Complaints.ORDER_ID,
        Complaints.COMPLAINED_AT);
  }
}
