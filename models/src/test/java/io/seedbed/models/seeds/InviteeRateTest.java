package io.seedbed.models.seeds;

import static io.seedbed.features.testing.DatasetAssert.assertThat;
import static io.seedbed.features.testing.Spark.row;
import static org.assertj.core.api.Assertions.within;

import io.seedbed.features.testing.DatasetAssert;
import io.seedbed.features.time.RunDate;
import io.seedbed.models.fit.FittedModel;
import io.seedbed.models.referral.Inviters;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class InviteeRateTest {

  private static final LocalDate AS_OF = LocalDate.parse("2024-05-31");

  private final Candidates shop = new Candidates();

  @Test
  void invitersAreCountedByInviteesAndSuccesses() {
    shop.invitees("a", 3, 1, 0, 0)
        .invitees("b", 3, 1, 2, 2)
        .invitees("c", 4, 0, 2, 1)
        .invitees("d", 0, 0, 0, 0);
    DatasetAssert.assertThat(InviteeRate.GERMINATION.cells(shop.inviters()))
        .hasRows(row(3L, 1L, 2L), row(4L, 0L, 1L));
    DatasetAssert.assertThat(InviteeRate.PURITY.cells(shop.inviters()))
        .hasRows(row(2L, 2L, 1L), row(2L, 1L, 1L));
  }

  @Test
  void thePriorSitsAtTheMeanRateOfTheShopAndNamesItsVersion() {
    for (int i = 0; i < 40; i++) {
      shop.invitees("u" + i, 10, i % 10, 5, 5);
    }
    FittedModel germination = fit(InviteeRate.GERMINATION);
    FittedModel purity = fit(InviteeRate.PURITY);
    SeedPriors priors = SeedPriors.from(germination, purity);
    Assertions.assertThat(priors.germination().mean()).isCloseTo(0.45, within(0.02));
    Assertions.assertThat(priors.purity().mean()).isGreaterThan(0.95);
    Assertions.assertThat(priors.version())
        .isEqualTo(germination.version() + "+" + purity.version());
    Assertions.assertThat(germination.observations()).isEqualTo(40);
    Assertions.assertThat(germination.asOfDay()).isEqualTo(AS_OF);
    Assertions.assertThat(SeedPriors.MODELS).containsExactly("germination_prior", "purity_prior");
  }

  @Test
  void withoutInvitersThePriorIsTheConfiguredOne() {
    Assertions.assertThat(
            SeedPriors.from(fit(InviteeRate.GERMINATION), fit(InviteeRate.PURITY))
                .germination()
                .mean())
        .isCloseTo(0.3, within(1e-12));
  }

  @Test
  void invitersOfTheFitDateAreKeptUnderTheRunDate() {
    shop.invitees("a", 3, 1, 0, 0);
    Dataset<Row> kept =
        FitInviters.from(
            shop.inviters(),
            new RunDate(LocalDate.parse("2024-07-15"), ZoneId.of("Asia/Shanghai")));
    assertThat(kept)
        .conformsTo(FitInviters.TABLE)
        .on(Inviters.USER_ID, Inviters.RUN_DATE, Inviters.MATURED_INVITEES)
        .hasRows(row("a", "2024-07-15", 3L));
  }

  private FittedModel fit(InviteeRate rate) {
    List<Row> cells = rate.cells(shop.inviters()).collectAsList();
    return rate.fit(cells, AS_OF, Candidates.rules(20));
  }
}
