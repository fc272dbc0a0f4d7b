package io.seedbed.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordReaderTest {

  /** How a colour is called. */
  public enum Colour {
    RED,
    DARK_BLUE
  }

  /** A nested rule. */
  public record Rule(int minOrders, double share) {
    public Rule {
      if (share > 1) {
        throw new IllegalArgumentException("share is %s. Give at most 1.".formatted(share));
      }
    }
  }

  /** One of each kind. */
  public record Everything(
      long bigNumber,
      boolean isOn,
      String text,
      Colour colour,
      LocalDate day,
      ZoneId zone,
      List<Double> weights,
      Map<String, Rule> rules,
      Rule rule,
      Optional<String> note) {}

  private static final String GOOD =
      """
      big-number = 9000000000, is-on = yes, text = 42, colour = dark-blue, day = "2011-12-09"
      zone = "Europe/London", weights = [0.5, 1], rules { a { min-orders = 1, share = 0.5 }, b = null }
      rule { min-orders = 2, share = 1 }
      """;

  @Test
  void everyKindOfValueIsRead() {
    assertThat(read(GOOD))
        .isEqualTo(
            new Everything(
                9_000_000_000L,
                true,
                "42",
                Colour.DARK_BLUE,
                LocalDate.of(2011, 12, 9),
                ZoneId.of("Europe/London"),
                List.of(0.5, 1.0),
                Map.of("a", new Rule(1, 0.5)),
                new Rule(2, 1),
                Optional.empty()));
  }

  @Test
  void textFromTheEnvironmentIsReadAsTheNumberItHolds() {
    assertThat(read(GOOD + "rule.min-orders = \"7\"").rule().minOrders()).isEqualTo(7);
  }

  @Test
  void allProblemsAreReportedAtOnceWithKeyPathAndLine() {
    String bad =
        GOOD
            + """
            is-on = perhaps
            rule.min-ordres = 3
            rules.a.min-orders = three
            weights = [0.5, heavy]
            colour = green
            day = tomorrow
            zone = "Mars/Olympus"
            text = null
            """;

    assertThatThrownBy(() -> read(bad))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            thrown ->
                assertThat(thrown.problems())
                    .containsExactly(
                        "is-on (String: 4) is \"perhaps\", which is not true or false. Correct it.",
                        "text (String: 11) is missing. Set it; conf/seedbed.conf says what it means.",
                        "colour (String: 8) is \"green\", which is not one of red, dark-blue. Correct it.",
                        "day (String: 9) is \"tomorrow\", which is not a date such as 2026-05-31. Correct it.",
                        "zone (String: 10) is \"Mars/Olympus\", which is not a time zone such as Asia/Shanghai. Correct it.",
                        "weights[1] (String: 7) is \"heavy\", which is not a number. Correct it.",
                        "rules.a.min-orders (String: 6) is \"three\", which is not a whole number. Correct it.",
                        "rule.min-ordres (String: 5) is not a setting. Did you mean min-orders?"));
  }

  @Test
  void aValueTheRecordRefusesIsReportedUnderItsKeyPath() {
    assertThatThrownBy(() -> read(GOOD + "rule.share = 1.5\nrules.a.share = 2"))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            thrown ->
                assertThat(thrown.problems())
                    .satisfiesExactly(
                        first ->
                            assertThat(first)
                                .startsWith("rules.a (")
                                .endsWith(") share is 2.0. Give at most 1."),
                        second ->
                            assertThat(second)
                                .startsWith("rule (")
                                .endsWith(") share is 1.5. Give at most 1.")))
        .hasMessageStartingWith("Cannot use the configuration, 2 problems:");
  }

  @Test
  void anObjectWhereAListBelongsIsTheWrongType() {
    assertThatThrownBy(() -> read(GOOD + "weights = { a = 1 }"))
        .hasMessageContaining("weights (String: 4) is {\"a\":1}, which is not a list [ … ].");
  }

  @Test
  void anUnknownKeyWithNothingNearNamesTheKnownOnes() {
    assertThatThrownBy(() -> read(GOOD + "rule.threshold = 1"))
        .hasMessageContaining("rule.threshold (String: 4) is not a setting.")
        .hasMessageContaining("Known: min-orders, share.");
  }

  @Test
  void theKeyOfAComponentIsItsNameInKebabCase() {
    assertThat(RecordReader.keyOf("minBadOrders180d")).isEqualTo("min-bad-orders180d");
  }

  @Test
  void swappedLettersAreOneEdit() {
    assertThat(Suggestion.distance("ordres", "orders")).isEqualTo(1);
    assertThat(Suggestion.distance("", "abc")).isEqualTo(3);
  }

  private static Everything read(String hocon) {
    return RecordReader.read(ConfigFactory.parseString(hocon).resolve(), Everything.class);
  }
}
