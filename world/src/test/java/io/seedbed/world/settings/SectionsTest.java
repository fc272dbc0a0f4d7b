package io.seedbed.world.settings;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seedbed.world.testing.Worlds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SectionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "people.abuse-steepness | 0 | is 0.0, which is not above 0.",
        "people.buying.spending-spread | -1 | is -1.0, which is below 0.",
        "people.changing.latest | 0.2 | is 0.2, which is not from 0.3 to 1.0.",
        "people.changing.turns.stops-sharing | -1 | is -1.0, which is below 0.",
        "people.accounts.second-phone-share | 2 | is 2.0, which is not from 0.0 to 1.0.",
        "people.accounts.nicks.seller | -1 | is -1.0, which is below 0.",
        "people.offices.spending | 0 | is 0.0, which is not above 0.",
        "people.rings.intent | 2 | is 2.0, which is not from 0.0 to 1.0.",
        "calendar.pay-day-lasts | 0 | is 0.0, which is not from 1.0 to 28.0.",
        "calendar.spring.factor | 0 | is 0.0, which is not above 0.",
        "calendar.spring.rest-days-after | -1 | is -1.0, which is not from 0.0 to 60.0.",
        "groups.per-operator | 0 | is 0.0, which is not from 1.0 to 1000.0.",
        "groups.staying.later-within-days | 0 | is 0.0, which is not from 1.0 to 365.0.",
        "groups.joining.stores | 0 | is 0.0, which is not from 1.0 to 100.0.",
        "groups.circle.reseller-factor | 0 | is 0.0, which is not above 0.",
        "dirt.no-unionid-share | 2 | is 2.0, which is not from 0.0 to 1.0.",
        "contagion.organic.ring-latest | 2 | is 2.0, which is not from 0.0 to 1.0.",
        "contagion.sharing.mood-spread | -1 | is -1.0, which is below 0.",
        "contagion.links.invited-hours-most | 0 | is 0.0, which is not from 1.0 to 8760.0.",
        "trade.first.ring-days-most | 0 | is 0.0, which is not above 0.",
        "trade.baskets.lines-most | 0 | is 0.0, which is not from 1.0 to 100.0.",
        "trade.coupons.ring-part | 1 | is 1.0, which is not from 0.0 to 0.95.",
        "trade.experience.borne-least | 0 | is 0.0, which is not above 0.",
        "trade.payments.seconds | 301 | is 301.0, which is not from 0.0 to 300.0.",
        "trade.delivery.done-days | 1 | is 1.0, which is not from 2.0 to 365.0.",
        "trade.refunds.late-days-most | 30 | is 30.0, which is not from 31.0 to 3650.0.",
        "trade.commissions.booked-minutes | -1 | is -1.0, which is not from 0.0 to 10080.0.",
        "trade.products | [] | is empty. Name something that can be bought.",
        "chat.recall-seconds | 121 | is 121.0, which is not from 1.0 to 120.0.",
        "chat.volume.fresh-days | 0 | is 0.0, which is not above 0.",
        "chat.types.voice | -1 | is -1.0, which is below 0.",
        "chat.texts.advert | -1 | is -1.0, which is below 0.",
        "chat.shared.forwarded | -1 | is -1.0, which is below 0.",
        "chat.operators.bot-hour | 24 | is 24.0, which is not from 0.0 to 23.0.",
        "chat.operators.broadcasts.image | -1 | is -1.0, which is below 0.",
        "chat.operators.red-packets.yuan-most | 4 | is 4.0, which is not from 5.0 to 200.0.",
        "service.complaints.upheld-share | 2 | is 2.0, which is not from 0.0 to 1.0.",
        "service.violations.intent | 2 | is 2.0, which is not from 0.0 to 1.0.",
        "truth.influence-days | 0 | is 0.0, which is not from 1.0 to 3650.0.",
        "identities.late-days-most | 13 | is 13.0, which is not from 14.0 to 365.0.",
        "identities.last-second | 86400 | is 86400.0, which is not from 80000.0 to 86399.0.",
        "hours.evening.hour | 25 | is 25.0, which is not from 0.0 to 24.0.",
        "hours.noon.spread | -1 | is -1.0, which is below 0.",
        "hours.working.to | 9 | is 9.0, which is not from 10.0 to 24.0.",
        "hours.waking.to | 7 | is 7.0, which is not from 7.5 to 24.0.",
      })
  void aNumberOutOfItsRangeIsRefusedByItsPath(String path, String value, String problem) {
    assertRefused("base.%s = %s".formatted(path, value), "base." + path + " (", problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contagion.organic",
        "contagion.sharing",
        "contagion.links",
        "trade",
        "trade.first",
        "trade.baskets",
        "trade.coupons",
        "trade.experience",
        "trade.payments",
        "trade.delivery",
        "trade.refunds",
        "trade.commissions",
        "chat",
        "chat.volume",
        "chat.types",
        "chat.texts",
        "chat.shared",
        "chat.operators",
        "chat.operators.broadcasts",
        "chat.operators.red-packets",
        "service",
        "service.complaints",
        "service.violations",
        "identities",
        "calendar.spring",
        "groups.staying",
        "groups.joining",
        "groups.circle",
        "hours",
        "hours.evening",
        "hours.working"
      })
  void anUnknownKeyIsRefusedByItsPath(String section) {
    assertRefused(
        "base.%s.beginning = 1".formatted(section),
        "base.%s.beginning (".formatted(section),
        "is not a setting. Known here: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "contagion.sharing.group-share = 0.7 | contagion.sharing.group-share | 1.1",
        "trade.payments.closed-share = 0.96 | trade.payments.closed-share | 1.01",
        "service.complaints.fraud-share = 0.97 | service.complaints.chargeback-share | 1.01",
        "hours.waking.share = 0.3 | hours.waking | 1.05",
        "groups.joining.unmarked-share = 0.9 | groups.joining.unmarked-share | 1.1"
      })
  void sharesOfOneWholeAreNotMoreThanAllOfIt(String setting, String path, String sum) {
    assertRefused(
        "base." + setting,
        "base." + path + " (",
        "makes shares of one whole add up to %s, above 1. Lower one.".formatted(sum));
  }

  @Test
  void aProductWithoutAPriceIsRefusedByItsPlaceInTheList() {
    assertRefused(
        "base.trade.products = [{ code = A1, name = Tea, price-minor = 0 }]",
        "base.trade.products[0].price-minor (",
        "is 0.0, which is not above 0.");
  }

  @Test
  void weightsOfNothingAreRefused() {
    assertRefused(
        "base.people.changing.turns = { begins-sharing = 0, stops-sharing = 0, begins-reselling = 0,"
            + " turns-abusive = 0 }",
        "base.people.changing.turns.begins-reselling (",
        "is 0, as all weights beside it are. Give one more than 0.");
  }

  private static void assertRefused(String setting, String path, String problem) {
    assertThatThrownBy(() -> Worlds.regimes(setting).named("base"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(path)
        .hasMessageContaining(problem);
  }
}
