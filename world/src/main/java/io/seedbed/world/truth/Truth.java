package io.seedbed.world.truth;

import io.seedbed.world.calendar.ShopCalendar;
import io.seedbed.world.history.Arrival;
import io.seedbed.world.history.History;
import io.seedbed.world.lines.Csv;
import io.seedbed.world.lines.LineFile;
import io.seedbed.world.lines.Text;
import io.seedbed.world.people.Account;
import io.seedbed.world.people.Person;
import io.seedbed.world.settings.WorldPlan;
import io.seedbed.world.trade.Order;
import io.seedbed.world.trade.Refund;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes what nobody in the shop can know, apart from the exports. */
public final class Truth {

  private static final String PARAMETERS = "parameters.conf";

  private final History history;
  private final Path folder;

  private Truth(History history, Path folder) {
    this.history = history;
    this.folder = folder;
  }

  /** Writes all files of the truth into a folder. */
  public static void write(History history, Path folder) throws IOException {
    Truth truth = new Truth(history, folder);
    new PeopleFiles(history, folder).write();
    truth.arrivals();
    truth.influence();
    truth.identities();
    truth.orders();
    LineFile.write(folder.resolve(PARAMETERS), parameters(history.plan()));
  }

  /** Whether a folder has the truth of a world that was made to this plan. */
  public static boolean isOf(WorldPlan plan, Path folder) throws IOException {
    return LineFile.holds(folder.resolve(PARAMETERS), parameters(plan));
  }

  private void arrivals() throws IOException {
    try (LineFile file = file("arrivals.csv")) {
      file.write(
          "user,came_on,inviter,is_inviter_observed,is_influenced,would_come_without_shares,"
              + "comes_without_shares_on");
      for (Arrival arrival : history.arrivals().all()) {
        file.write(
            Csv.row(
                name(arrival.person()),
                date(arrival.day()),
                arrival.hasInviter() ? name(arrival.inviter()) : "",
                arrival.isObserved(),
                arrival.isInfluenced(),
                arrival.dayWithoutShares() != ShopCalendar.NEVER,
                date(arrival.dayWithoutShares())));
      }
    }
  }

  private void influence() throws IOException {
    Influence influence = new Influence(history);
    try (LineFile file = file("influence.csv")) {
      file.write(
          "user,shares,caused_joins,caused_buyers,hastened_joins,expected_caused_joins,"
              + "expected_caused_buyers");
      for (Person person : history.people().all()) {
        int id = person.id();
        file.write(
            Csv.row(
                person.name(),
                history.shares().daysOf(id).length,
                influence.joins(id),
                influence.buyers(id),
                influence.delayed(id),
                number(influence.expectedJoins(id)),
                number(influence.expectedBuyers(id))));
      }
    }
  }

  private void identities() throws IOException {
    try (LineFile file = file("identities.csv")) {
      file.write("user,account,external_userid,unionid,phone,nick,device");
      for (Person person : history.people().all()) {
        for (Account account : history.accounts().of(person.id())) {
          file.write(
              Csv.row(
                  person.name(),
                  account.number() + 1,
                  account.externalUserid(),
                  account.unionid(),
                  account.phone(),
                  account.nick(),
                  account.device()));
        }
      }
    }
  }

  private void orders() throws IOException {
    try (LineFile file = file("orders.csv")) {
      file.write("order_id,user,ordered_on,status,amount_minor,is_kept,refunded_on,is_abuse");
      for (Person person : history.people().all()) {
        for (Order order : history.sales().of(person.id())) {
          Optional<Refund> refund = order.refund();
          file.write(
              Csv.row(
                  order.orderId(),
                  person.name(),
                  date(order.day()),
                  order.status().name().toLowerCase(Locale.ROOT),
                  order.amountMinor(),
                  order.isKept(),
                  refund.map(each -> date(each.day())).orElse(""),
                  refund.map(Refund::isAbuse).orElse(false)));
        }
      }
    }
  }

  private static List<String> parameters(WorldPlan plan) {
    List<String> lines = new ArrayList<>();
    lines.add("# The same world again: seedbed world --config THIS_FILE, with these numbers:");
    lines.add(
        Text.of(
            "# --users %d --days %d --ends %s --seed %d, made from regime %s.",
            plan.users(), plan.days(), plan.ends(), plan.seed(), plan.regime()));
    plan.rendered().strip().lines().forEach(lines::add);
    return lines;
  }

  private LineFile file(String name) throws IOException {
    return LineFile.at(folder.resolve(name));
  }

  private String name(int person) {
    return history.people().person(person).name();
  }

  private String date(int day) {
    return day == ShopCalendar.NEVER ? "" : history.calendar().dateOf(day).toString();
  }

  private static String number(double number) {
    return Text.of("%.4f", number);
  }
}
