package io.seedbed.models.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.models.segmentation.BadOrderShop.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** Whom the problem rule flags where from one order in 200 to three in ten go bad. */
class ProblemBaseRatesTest {

  private static final double[] BASE_RATES = {0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3};
  private static final int[] BUYERS = {1_000, 4_000};
  private static final long SEED = 11;
  private static final Path PAGE =
      Path.of(System.getProperty("seedbed.home"), "docs", "problem-users.md");
  private static final String BEGIN = "<!-- figures -->\n";
  private static final String END = "<!-- end of figures -->\n";

  /** One line of the table. */
  private record Line(
      Variant variant, int buyers, double baseRate, int problems, int judged, int flags, int hits) {

    double precision() {
      return flags == 0 ? 1 : (double) hits / flags;
    }

    double recallOfJudged() {
      return judged == 0 ? 1 : (double) hits / judged;
    }

    String text() {
      return String.format(
          Locale.ROOT,
          "| %s | %,d | %s %% | %d | %d | %d | %s | %s | %s |%n",
          variant.name().toLowerCase(Locale.ROOT),
          buyers,
          baseRate * 100 == Math.rint(baseRate * 100)
              ? String.valueOf(Math.round(baseRate * 100))
              : String.valueOf(baseRate * 100),
          problems,
          judged,
          flags,
          share(hits, flags),
          share(hits, problems),
          share(hits, judged));
    }

    private static String share(int part, int whole) {
      return whole == 0 ? "–" : String.format(Locale.ROOT, "%.2f", (double) part / whole);
    }
  }

  @Test
  void theFlagHoldsFromFewBadOrdersToMany() throws IOException {
    List<Line> lines = new ArrayList<>();
    for (Variant variant : Variant.values()) {
      for (int buyers : BUYERS) {
        for (double baseRate : BASE_RATES) {
          lines.add(line(variant, buyers, baseRate));
        }
      }
    }

    assertPageSays(lines);
    for (Line line : lines) {
      if (line.variant() == Variant.CONCENTRATED) {
        assertThat(line.precision()).as(line.text()).isGreaterThanOrEqualTo(0.9);
        if (line.buyers() >= 4_000) {
          assertThat(line.recallOfJudged()).as(line.text()).isGreaterThanOrEqualTo(0.7);
        }
      } else {
        assertThat(line.flags() - line.hits()).as(line.text()).isLessThanOrEqualTo(3);
      }
    }
  }

  private static Line line(Variant variant, int buyers, double baseRate) {
    BadOrderShop shop =
        BadOrderShop.of(variant, baseRate, buyers, SEED + Math.round(1e4 * baseRate));
    Set<Integer> flagged = shop.flagged(Users.RULES, Users.RUN_DATE.day());

    assertThat(flagged).as("spotless buyers").allMatch(buyer -> shop.badOrders(buyer) > 0);
    assertThat(flagged).as("one order, one refund").allMatch(buyer -> shop.orders(buyer) > 1);
    return new Line(
        variant,
        buyers,
        baseRate,
        count(shop, shop::isProblem),
        count(shop, buyer -> shop.isProblem(buyer) && shop.isJudged(buyer)),
        flagged.size(),
        count(shop, buyer -> shop.isProblem(buyer) && flagged.contains(buyer)));
  }

  private static int count(BadOrderShop shop, IntPredicate isCounted) {
    return (int) shop.buyers().filter(isCounted).count();
  }

  private static void assertPageSays(List<Line> lines) throws IOException {
    StringBuilder table =
        new StringBuilder(
            """
            | bad orders | buyers | base rate | problem users | of them judged | flagged | precision | recall | recall of the judged |
            |---|--:|--:|--:|--:|--:|--:|--:|--:|
            """);
    lines.forEach(line -> table.append(line.text()));
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    if (Boolean.getBoolean("update.problem-users")) {
      Files.writeString(PAGE, page.substring(0, begin) + table + page.substring(end));
      return;
    }

    assertThat(page.substring(begin, end))
        .as(
            "%s is out of date. Write it anew: mvn test -pl models -am -Dtest=ProblemBaseRatesTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dupdate.problem-users=true",
            PAGE)
        .isEqualTo(table.toString());
  }
}
