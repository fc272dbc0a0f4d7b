package io.seedbed.jobs.nightly;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.facts.Appeals;
import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.facts.Commissions;
import io.seedbed.features.facts.Complaints;
import io.seedbed.features.facts.Invites;
import io.seedbed.features.facts.Memberships;
import io.seedbed.features.facts.OrderLines;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.facts.Orders;
import io.seedbed.features.facts.RefundRequests;
import io.seedbed.features.facts.Refunds;
import io.seedbed.features.facts.RestatedOrders;
import io.seedbed.features.facts.Shares;
import io.seedbed.features.facts.Violations;
import io.seedbed.features.table.Base;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.Days;
import io.seedbed.features.user.FeatureRules;
import io.seedbed.features.user.FirstMessages;
import io.seedbed.features.user.UserAcquisition;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.features.user.UserTotals;
import io.seedbed.jobs.config.Settings;
import io.seedbed.jobs.run.Change;
import io.seedbed.jobs.run.Inputs;
import io.seedbed.jobs.run.Job;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** From facts to what is known of each user. */
public final class FeatureJobs {

  /** The jobs. */
  public static List<Job> list(Settings settings) {
    FeatureRules rules = settings.features();
    return List.of(
        Job.Daily.of(
            Orders.TABLE,
            List.of(OrderLines.TABLE),
            (in, days) -> Orders.from(in.read(OrderLines.TABLE), days)),
        Job.Build.of(
            Refunds.TABLE,
            List.of(RefundRequests.TABLE, Orders.TABLE, OrderLines.TABLE),
            in -> {
              Dataset<Row> requests = in.kept(in.read(RefundRequests.TABLE));
              Dataset<Row> orders = in.read(Orders.TABLE);
              return Refunds.from(
                  in.kept(Refunds.requested(requests, orders)), orders, in.read(OrderLines.TABLE));
            }),
        new Job.Daily(
            OrderValues.TABLE.name(),
            List.of(),
            List.of(Orders.TABLE, Refunds.TABLE, Complaints.TABLE, Appeals.TABLE),
            OrderValues.TABLE,
            FeatureJobs::orderValues),
        Job.Daily.of(
            UserDay.TABLE,
            List.of(OrderValues.TABLE, ChatMessages.TABLE, Shares.TABLE),
            (in, days) ->
                UserDay.from(
                    in.read(OrderValues.TABLE),
                    in.read(ChatMessages.TABLE),
                    in.read(Shares.TABLE),
                    in.runDate(),
                    days)),
        new Job.Daily(
            FirstMessages.TABLE.name(),
            List.of(),
            List.of(ChatMessages.TABLE),
            FirstMessages.TABLE,
            FeatureJobs::firstMessages),
        new Job.Daily(
            UserAcquisition.TABLE.name(),
            List.of(),
            List.of(Memberships.TABLE, Invites.TABLE, FirstMessages.TABLE, Orders.TABLE),
            UserAcquisition.TABLE,
            in -> acquisitions(in, rules)),
        new Job.Daily(
            UserTotals.TABLE.name(),
            List.of(),
            List.of(UserDay.TABLE),
            UserTotals.TABLE,
            in -> totals(in, rules)),
        Job.Build.of(
            UserFeatures.TABLE,
            List.of(
                UserAcquisition.TABLE,
                UserDay.TABLE,
                UserTotals.TABLE,
                FirstMessages.TABLE,
                ChatMessages.TABLE,
                Memberships.TABLE,
                Commissions.TABLE,
                Complaints.TABLE,
                Violations.TABLE,
                Appeals.TABLE),
            in ->
                UserFeatures.from(
                    sources(in), rules, in.runDate(), Optional.of(settledTotals(in, rules)))));
  }

  /**
   * Orders change in value with themselves, with refunds and complaints that name them, and with
   * what the shop decides about them.
   */
  private static Change orderValues(Inputs in) {
    Days days = in.changed(List.of(Orders.TABLE));
    if (!days.isAll()) {
      RestatedOrders.Claims claims =
          new RestatedOrders.Claims(
              in.previous(Refunds.TABLE).orElseThrow(),
              in.read(Refunds.TABLE),
              in.previous(Complaints.TABLE).orElseGet(() -> in.read(Complaints.TABLE)),
              in.read(Complaints.TABLE),
              in.previous(Appeals.TABLE).orElseGet(() -> in.read(Appeals.TABLE)),
              in.read(Appeals.TABLE),
              in.previousDay().orElseThrow());
      days =
          days.and(in.collected(RestatedOrders.days(in.read(Orders.TABLE), claims, in.runDate())));
    }
    return Change.of(
        days,
        OrderValues.from(
            in.read(Orders.TABLE),
            in.read(Refunds.TABLE),
            in.read(Complaints.TABLE),
            in.read(Appeals.TABLE),
            in.runDate(),
            days));
  }

  private static Change firstMessages(Inputs in) {
    return goneOn(
        in,
        FirstMessages.TABLE,
        in.changed(List.of(ChatMessages.TABLE)),
        base -> FirstMessages.from(in.read(ChatMessages.TABLE), in.runDate(), base));
  }

  private static Change acquisitions(Inputs in, FeatureRules rules) {
    return goneOn(
        in,
        UserAcquisition.TABLE,
        in.changed(List.of(Memberships.TABLE, Invites.TABLE, FirstMessages.TABLE, Orders.TABLE)),
        base ->
            UserAcquisition.from(
                in.read(Memberships.TABLE),
                in.read(Invites.TABLE),
                in.read(FirstMessages.TABLE),
                in.read(Orders.TABLE),
                in.runDate(),
                rules,
                base));
  }

  /**
   * What a table of first events changes: none of its days before the first that changed, and all
   * from there on, as whoever is not in the former may be in the latter.
   */
  private static Change goneOn(
      Inputs in, Table table, Days changed, Function<Optional<Base>, Dataset<Row>> from) {
    if (changed.isAll()) {
      return Change.of(Days.ALL, from.apply(Optional.empty()));
    }
    LocalDate today = in.runDate().day();
    LocalDate last = changed.first().orElse(today.plusDays(1)).minusDays(1);
    Dataset<Row> before = in.previous(table).orElseThrow();
    Column isKept = table.clustering().orElseThrow().col().leq(last);
    return Change.of(
        Days.between(last, today), from.apply(Optional.of(new Base(last, before.filter(isKept)))));
  }

  /** Moves on when the settled day does; made anew when something up to it has changed. */
  private static Change totals(Inputs in, FeatureRules rules) {
    LocalDate today = in.runDate().day();
    Days changed = in.changed(List.of(UserDay.TABLE));
    Optional<Base> before =
        in.previousDay()
            .filter(day -> UserTotals.serve(today, day, rules))
            .map(day -> UserTotals.settledDay(day, rules))
            .filter(day -> !changed.reach(day))
            .flatMap(day -> in.previous(UserTotals.TABLE).map(rows -> new Base(day, rows)));
    if (before.filter(base -> base.day().equals(UserTotals.settledDay(today, rules))).isPresent()) {
      return Change.of(Days.NONE, before.get().rows());
    }
    return Change.of(Days.ALL, UserTotals.from(in.read(UserDay.TABLE), rules, today, before));
  }

  private static Base settledTotals(Inputs in, FeatureRules rules) {
    return new Base(UserTotals.settledDay(in.runDate().day(), rules), in.read(UserTotals.TABLE));
  }

  private static UserFeatures.Sources sources(Inputs in) {
    return new UserFeatures.Sources(
        in.read(UserAcquisition.TABLE),
        in.read(UserDay.TABLE),
        in.read(FirstMessages.TABLE),
        in.read(ChatMessages.TABLE),
        in.read(Memberships.TABLE),
        in.read(Commissions.TABLE),
        in.read(Complaints.TABLE),
        in.read(Violations.TABLE),
        in.read(Appeals.TABLE),
        in.has("shares"),
        in.has("commissions"));
  }

  private FeatureJobs() {}
}
