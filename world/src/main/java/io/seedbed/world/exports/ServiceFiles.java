package io.seedbed.world.exports;

import io.seedbed.world.history.Arrival;
import io.seedbed.world.history.History;
import io.seedbed.world.lines.Csv;
import io.seedbed.world.names.Ids;
import io.seedbed.world.people.Person;
import io.seedbed.world.random.Draws;
import io.seedbed.world.random.Purpose;
import io.seedbed.world.random.Variates;
import io.seedbed.world.settings.ServiceSettings;
import io.seedbed.world.settings.TradeSettings;
import io.seedbed.world.trade.Order;
import io.seedbed.world.trade.Refund;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** What the service desk and the ledger know: complaints, violations and commissions. */
final class ServiceFiles {

  private static final String COMPLAINTS =
      "complaint_id,user_id,order_id,complained_at,is_upheld,kind";
  private static final String VIOLATIONS = "violation_id,user_id,violated_at,kind";
  private static final String COMMISSIONS = "commission_id,user_id,booked_at,amount,order_id";
  private static final List<String> KINDS =
      List.of(
          "deceptive_recruiting",
          "price_breaking",
          "selling_other_platforms",
          "withholding_recruits",
          "advertising",
          "abuse");
  private static final int MONTH = 30;
  private static final long MINUTE = 60;

  private final History history;
  private final Draws draws;
  private final ServiceSettings settings;
  private final TradeSettings.Commissions commissions;
  private final double duplicateShare;

  ServiceFiles(History history) {
    this.history = history;
    this.draws = history.draws();
    this.settings = history.plan().settings().service();
    this.commissions = history.plan().settings().trade().commissions();
    this.duplicateShare = history.plan().settings().dirt().duplicateShare();
  }

  private record Row(long at, String text) {}

  void writeComplaints(Path path) throws IOException {
    write(
        path,
        COMPLAINTS,
        rows ->
            history
                .people()
                .all()
                .forEach(
                    person ->
                        history.sales().of(person.id()).stream()
                            .filter(order -> order.refund().isPresent())
                            .forEach(order -> complaint(order, rows))));
  }

  void writeViolations(Path path) throws IOException {
    write(
        path, VIOLATIONS, rows -> history.arrivals().all().forEach(each -> violations(each, rows)));
  }

  void writeCommissions(Path path) throws IOException {
    write(
        path,
        COMMISSIONS,
        rows -> history.arrivals().all().forEach(each -> commissions(each, rows)));
  }

  private void complaint(Order order, Consumer<Row> rows) {
    ServiceSettings.Complaints complaints = settings.complaints();
    Refund refund = order.refund().orElseThrow();
    SplittableRandom random = random(order.person(), order.orderId().hashCode());
    double part = random.nextDouble();
    boolean isWritten =
        refund.isAbuse() ? part < complaints.cheatsShare() : part > 1 - complaints.othersShare();
    if (isWritten && refund.day() < history.calendar().days()) {
      long at = at(refund.day(), refund.second());
      rows.accept(
          new Row(
              at,
              Csv.row(
                  "cp" + Ids.token(12, random),
                  userid(order.person()),
                  order.orderId(),
                  Times.local(at),
                  refund.isAbuse() && random.nextDouble() < complaints.upheldShare(),
                  kind(part))));
    }
  }

  private String kind(double part) {
    ServiceSettings.Complaints complaints = settings.complaints();
    if (part < complaints.fraudShare()) {
      return "fraud";
    }
    return part < complaints.fraudShare() + complaints.chargebackShare()
        ? "chargeback"
        : "complaint";
  }

  private void violations(Arrival arrival, Consumer<Row> rows) {
    ServiceSettings.Violations violations = settings.violations();
    Person person = history.people().person(arrival.person());
    for (int day = arrival.day() + 1; day < history.calendar().days(); day += MONTH) {
      SplittableRandom random = random(person.id(), day);
      int on = day + random.nextInt(MONTH);
      double share =
          person.intent(day) > violations.intent()
              ? violations.cheatsShare()
              : violations.othersShare();
      if (random.nextDouble() < share && on < history.calendar().days()) {
        long at = at(on, random.nextInt(86_400));
        rows.accept(
            new Row(
                at,
                Csv.row(
                    "vi" + Ids.token(12, random),
                    userid(person.id()),
                    Times.local(at),
                    Variates.any(KINDS, random))));
      }
    }
  }

  /** Inviters are paid on the orders of whom they brought, and pay back what is given back. */
  private void commissions(Arrival arrival, Consumer<Row> rows) {
    if (!arrival.isObserved()) {
      return;
    }
    history.sales().of(arrival.person()).stream()
        .filter(Order::isPaid)
        .filter(order -> order.day() <= arrival.day() + commissions.days())
        .forEach(order -> commission(arrival.inviter(), order, rows));
  }

  private void commission(int inviter, Order order, Consumer<Row> rows) {
    long earned = Math.round(order.amountMinor() * commissions.share());
    book(inviter, order, booked(order.day(), order.second()), earned, rows);
    order
        .refund()
        .filter(refund -> refund.day() < history.calendar().days())
        .ifPresent(
            refund ->
                book(
                    inviter,
                    order,
                    booked(refund.day(), refund.second()),
                    -Math.round(refund.amountMinor() * commissions.share()),
                    rows));
  }

  private long booked(int day, int second) {
    return at(day, second) + MINUTE * commissions.bookedMinutes();
  }

  private void book(int user, Order order, long at, long amountMinor, Consumer<Row> rows) {
    SplittableRandom random =
        random(user, order.orderId().hashCode() * 2L + Long.signum(amountMinor));
    if (amountMinor != 0 && at < at(history.calendar().days(), 0)) {
      rows.accept(
          new Row(
              at,
              Csv.row(
                  "cm" + Ids.token(12, random),
                  userid(user),
                  Times.local(at),
                  Money.yuan(amountMinor),
                  order.orderId())));
    }
  }

  private void write(Path path, String header, Consumer<Consumer<Row>> rowsOf) throws IOException {
    List<Row> rows = new ArrayList<>();
    rowsOf.accept(rows::add);
    rows.sort(Comparator.comparingLong(Row::at).thenComparing(Row::text));
    try (RowFile file = RowFile.at(path, duplicateShare, draws).headed(header)) {
      for (Row row : rows) {
        file.write(row.text());
      }
    }
  }

  private SplittableRandom random(int person, long what) {
    return draws.stream(Purpose.SERVICE, person, what);
  }

  private String userid(int person) {
    return history.accounts().first(person).externalUserid();
  }

  private long at(int day, int second) {
    return history.calendar().epochSecond(day, second);
  }
}
