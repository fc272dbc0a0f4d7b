package io.seedbed.world.truth;

import io.seedbed.world.calendar.ShopCalendar;
import io.seedbed.world.history.Arrival;
import io.seedbed.world.history.History;
import io.seedbed.world.lines.Csv;
import io.seedbed.world.lines.LineFile;
import io.seedbed.world.lines.Text;
import io.seedbed.world.people.Person;
import io.seedbed.world.trade.Order;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What everybody is like, and of which class they are and were. */
final class PeopleFiles {

  private final History history;
  private final Path folder;

  PeopleFiles(History history, Path folder) {
    this.history = history;
    this.folder = folder;
  }

  void write() throws IOException {
    int[][] brought = broughtDays();
    try (LineFile users = file("users.csv");
        LineFile classes = file("classes.csv")) {
      users.write(
          "user,class,came_on,first_paid_on,purchase_days,kind,intent,shares_per_week,"
              + "messages_per_week,gap_days,gap_dispersion,wants,is_reseller,is_opted_out,"
              + "changed_on,change");
      classes.write("user,class,from,to,cause");
      for (Person person : history.people().all()) {
        Life life = new Life(person, history, brought[person.id()]);
        List<Interval> intervals = life.classes();
        users.write(user(person, life, intervals.get(intervals.size() - 1).trueClass()));
        for (Interval each : intervals) {
          classes.write(
              Csv.row(
                  person.name(),
                  each.trueClass().label(),
                  date(each.from()),
                  date(each.to()),
                  each.cause()));
        }
      }
    }
  }

  private String user(Person person, Life life, TrueClass trueClass) {
    int last = history.calendar().days() - 1;
    return Csv.row(
        person.name(),
        trueClass.label(),
        date(history.spread().day(person.id())),
        life.firstPaidDay().map(this::date).orElse(""),
        life.purchaseDays(),
        person.kind().name().toLowerCase(Locale.ROOT),
        number(person.intent(last)),
        number(person.sharesPerWeek(last)),
        number(person.traits().messagesPerWeek()),
        number(person.traits().gapDays()),
        number(person.traits().gapDispersion()),
        person.traits().wants().name().toLowerCase(Locale.ROOT),
        person.isReseller(last),
        person.traits().isOptedOut(),
        person.change().map(change -> date(change.day())).orElse(""),
        person.change().map(change -> change.turn().name().toLowerCase(Locale.ROOT)).orElse(""));
  }

  /** Of each person the days on which people they brought first kept a purchase, sorted. */
  private int[][] broughtDays() {
    int[][] brought = new int[history.people().size()][0];
    for (Arrival arrival : history.arrivals().all()) {
      Optional<Order> first =
          history.sales().of(arrival.person()).stream().filter(Order::isKept).findFirst();
      if (arrival.hasInviter() && first.isPresent()) {
        int[] days = brought[arrival.inviter()];
        int[] more = Arrays.copyOf(days, days.length + 1);
        more[days.length] = first.get().day();
        brought[arrival.inviter()] = more;
      }
    }
    for (int[] days : brought) {
      Arrays.sort(days);
    }
    return brought;
  }

  private LineFile file(String name) throws IOException {
    return LineFile.at(folder.resolve(name));
  }

  private String date(int day) {
    return day == ShopCalendar.NEVER ? "" : history.calendar().dateOf(day).toString();
  }

  private static String number(double number) {
    return Text.of("%.4f", number);
  }
}
