package io.seedbed.jobs.nightly;

import static org.apache.spark.sql.functions.exists;
import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.facts.Orders;
import io.seedbed.features.identity.IdentityLinks;
import io.seedbed.features.identity.IdentityReviews;
import io.seedbed.features.source.LandedFiles;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.testing.Spark;
import io.seedbed.jobs.config.EffectiveSettings;
import io.seedbed.jobs.run.Progress;
import io.seedbed.jobs.run.Publications;
import io.seedbed.jobs.run.Published;
import io.seedbed.jobs.run.RunLedger;
import io.seedbed.jobs.run.Runner.History;
import io.seedbed.jobs.run.Runner.Labels;
import io.seedbed.jobs.warehouse.Warehouse;
import io.seedbed.models.segmentation.Reason;
import io.seedbed.models.segmentation.ShadowMoves;
import io.seedbed.models.segmentation.ShadowSegments;
import io.seedbed.models.segmentation.UserSegments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A night that learns who had which telephone all along, against one that always knew. It is the
 * first of a month and the data go back far enough for fits of the month before, so that both make
 * fits of their own.
 */
class LinkedNightsIT {

  private static final LocalDate FIRST_DAY = LocalDate.parse("2026-03-20");
  private static final LocalDate NIGHT = LocalDate.parse("2026-05-31");
  private static final LocalDate NEXT = NIGHT.plusDays(1);

  /** When a file was first landed. */
  private static final Map<Table, List<Field>> OF_THE_RUN =
      Map.of(LandedFiles.TABLE, List.of(LandedFiles.INGESTED_AT, LandedFiles.MODIFIED_AT));

  @TempDir private static Path folder;

  private static PublishedNight before;
  private static PublishedNight continued;
  private static PublishedNight rebuilt;

  @BeforeAll
  static void liveNights() throws IOException {
    SparkSession session = Spark.interpreting();
    LinkedShop shop = new LinkedShop(1, FIRST_DAY, NIGHT, folder.resolve("inbox"));
    shop.deliver();
    Files.writeString(folder.resolve("shop.conf"), configuration());
    night(session, "continued", NIGHT, History.REBUILT);
    before = PublishedNight.latest(folder.resolve("continued"));
    FileUtils.copyDirectory(
        folder.resolve("continued").toFile(), folder.resolve("rebuilt").toFile());
    shop.deliverLate();
    night(session, "continued", NEXT, History.CONTINUED);
    continued = PublishedNight.latest(folder.resolve("continued"));
    night(session, "rebuilt", NEXT, History.REBUILT);
    rebuilt = PublishedNight.latest(folder.resolve("rebuilt"));
  }

  @Test
  void goingOnComesToWhatBuildingEverythingComesTo() {
    assertThat(continued.contents(OF_THE_RUN)).isEqualTo(rebuilt.contents(OF_THE_RUN));
  }

  @Test
  void aLateClaimGivesAllEarlierOrdersToTheCustomer() {
    assertThat(ordersOf(before, LinkedShop.phone(1))).isPositive();
    assertThat(ordersOf(before, LinkedShop.wecom(1))).isZero();
    assertThat(ordersOf(continued, LinkedShop.phone(1))).isZero();
    assertThat(ordersOf(continued, LinkedShop.wecom(1)))
        .isEqualTo(ordersOf(before, LinkedShop.phone(1)) + 1);
  }

  @Test
  void aTelephoneThatTurnsOutToBeAFamilysIsNobodysAgain() {
    assertThat(ordersOf(before, LinkedShop.wecom(0))).isPositive();
    assertThat(ordersOf(continued, LinkedShop.wecom(0))).isZero();
    assertThat(
            continued
                .read(IdentityReviews.TABLE)
                .where(IdentityReviews.REASON.col().equalTo("shared_id"))
                .select(IdentityReviews.ID.col())
                .distinct()
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly(LinkedShop.phone(0));
  }

  @Test
  void aTelephoneThatChangedHandsHasTwoOwners() {
    assertThat(
            continued
                .read(IdentityLinks.TABLE)
                .where(IdentityLinks.SOURCE_USER_ID.col().equalTo(LinkedShop.phone(7)))
                .orderBy(IdentityLinks.VALID_FROM.col())
                .select(IdentityLinks.USER_ID.col())
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly(LinkedShop.wecom(7), LinkedShop.wecom(11));
  }

  @Test
  void whatTheShopDecidesIsToldAnewWhenItEndsComesLateOrIsCorrected() {
    Map<String, String> cleared = Map.of("o1-0", "false", "o15-0", "false");
    assertThat(badOrders(before))
        .containsAllEntriesOf(cleared)
        .containsEntry("o8-0", "false")
        .containsEntry("o22-0", "false")
        .containsEntry("o29-0", "true");
    assertThat(badOrders(continued))
        .containsAllEntriesOf(cleared)
        .containsEntry("o8-0", "true")
        .containsEntry("o22-0", "true")
        .containsEntry("o29-0", "false");
  }

  @Test
  void aConfirmedCustomerIsAProblemUserUnderTheIdThatTheirsIsResolvedTo() {
    Column isFive = UserSegments.USER_ID.col().isin(LinkedShop.phone(5), LinkedShop.wecom(5));

    assertThat(before.read(UserSegments.TABLE).where(isFive.and(hasReason())).count()).isOne();
    Row five = continued.read(UserSegments.TABLE).where(isFive.and(hasReason())).head();
    assertThat(five.<String>getAs(UserSegments.USER_ID.name())).isEqualTo(LinkedShop.wecom(5));
    assertThat(five.<String>getAs(UserSegments.SEGMENT.name())).isEqualTo("problem");
  }

  @Test
  void whoWouldMoveUnderTheShadowRulesIsListedAndNobodyMoves() {
    Dataset<Row> inForce = continued.read(UserSegments.TABLE);
    Dataset<Row> shadows = continued.read(ShadowSegments.TABLE);
    List<Row> moves = continued.read(ShadowMoves.TABLE).collectAsList();

    assertThat(inForce.select(UserSegments.RULE_SET.col()).distinct().collectAsList())
        .containsExactly(RowFactory.create("standard"));
    assertThat(shadows.count()).isEqualTo(inForce.count());
    assertThat(moves)
        .isNotEmpty()
        .allSatisfy(
            move -> {
              assertThat(move.<String>getAs("shadow_leaf")).isIn("spreader", "problem");
              assertThat(move.<String>getAs("leaf"))
                  .isNotEqualTo(move.<String>getAs("shadow_leaf"));
              assertThat(move.<String>getAs("rule_set")).isEqualTo("standard");
              assertThat(move.<String>getAs("shadow_rule_set")).isEqualTo("generous");
              assertThat(move.getList(move.fieldIndex("shadow_reasons"))).isNotEmpty();
            });
    Command shown =
        Command.execute(
            "shadow",
            "--conf",
            folder.resolve("shop.conf").toString(),
            "--warehouse",
            folder.resolve("continued").toString());
    assertThat(shown.out()).contains("Who would move on " + NEXT).contains("generous");
  }

  /** In a warehouse of its own, so that no other test sees what it publishes. */
  @Test
  void missingNightsAreRunFirst() throws IOException {
    Path warehouse = folder.resolve("resumed");
    FileUtils.copyDirectory(folder.resolve("continued").toFile(), warehouse.toFile());
    LocalDate afterTwo = NEXT.plusDays(2);

    Command run =
        Command.execute(
            "run",
            "--date",
            afterTwo.toString(),
            "--continue",
            "--conf",
            folder.resolve("shop.conf").toString(),
            "--warehouse",
            warehouse.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    PublishedNight resumed = PublishedNight.latest(warehouse);
    Publications publications =
        Publications.of(
            Spark.session(),
            Warehouse.at(
                warehouse.toString(), Spark.session().sparkContext().hadoopConfiguration()));
    Published missing = publications.of(NEXT.plusDays(1)).orElseThrow();
    assertThat(missing.follows()).contains(continued.tables().published().runId());
    assertThat(resumed.tables().published().runDate()).isEqualTo(afterTwo);
    assertThat(resumed.tables().published().follows()).contains(missing.runId());
    assertThat(publications.staleAfter(NIGHT)).isEmpty();
  }

  @Test
  void theLedgerSaysThatHistoryWasToldAnewAndWhatTheSourcesAllow() {
    Row run =
        Spark.session()
            .read()
            .format("delta")
            .load(folder.resolve("continued/tables/run_ledger").toString())
            .where(RunLedger.RUN_ID.col().equalTo(continued.tables().published().runId()))
            .head();
    assertThat(run.<Row>getList(run.fieldIndex(RunLedger.CAPABILITIES.name())))
        .extracting(capability -> capability.getString(0) + " " + capability.getString(2))
        .contains("invite_edges null", "user_features violations, commissions");
    assertThat(run.<String>getList(run.fieldIndex(RunLedger.RESTATEMENTS.name())))
        .singleElement()
        .asString()
        .matches(
            "identity_links: ids belong to other customers than before; days told anew: \\d+, from"
                + " 2026-0[345]-\\d\\d to 2026-05-\\d\\d\\.");
  }

  private static Column hasReason() {
    return exists(
        UserSegments.REASONS.col(),
        reason -> reason.getField(Reason.RULE.name()).equalTo("appeal_confirmed:a5"));
  }

  /** Whether the first order of those who were charged back is bad. */
  private static Map<String, String> badOrders(PublishedNight night) {
    return night
        .read(OrderValues.TABLE)
        .where(OrderValues.ORDER_ID.col().isin("o1-0", "o8-0", "o15-0", "o22-0", "o29-0"))
        .select(OrderValues.ORDER_ID.col(), OrderValues.IS_BAD.col())
        .collectAsList()
        .stream()
        .collect(Collectors.toMap(row -> row.getString(0), row -> "" + row.getBoolean(1)));
  }

  private static long ordersOf(PublishedNight night, String user) {
    return night.read(Orders.TABLE).where(Orders.USER_ID.col().equalTo(user)).count();
  }

  private static void night(SparkSession session, String name, LocalDate date, History history) {
    Warehouse warehouse =
        Warehouse.at(folder.resolve(name).toString(), session.sparkContext().hadoopConfiguration());
    new Night(session, warehouse, Progress.logged(), "test")
        .publish(
            EffectiveSettings.overlaidBy(folder.resolve("shop.conf")),
            date,
            history,
            Labels.FOLLOWED);
  }

  private static String configuration() {
    return """
        sources {
          orders { preset = "canonical-csv", files = ["%1$s/orders-*.csv"] }
          refunds { preset = "canonical-csv", files = ["%1$s/refunds-*.csv"] }
          memberships { preset = "canonical-csv", files = ["%1$s/memberships-*.csv"] }
          invites { preset = "canonical-csv", files = ["%1$s/invites-*.csv"] }
          shares { preset = "canonical-csv", files = ["%1$s/shares-*.csv"] }
          complaints { preset = "canonical-csv", files = ["%1$s/complaints-*.csv"] }
          appeals { preset = "canonical-csv", files = ["%1$s/appeals-*.csv"] }
          identities { preset = "canonical-csv", files = ["%1$s/identities-*.csv"] }
          chat_messages { preset = "canonical-jsonl", files = ["%1$s/chat-*.jsonl"] }
        }
        shadow = ${segmentation} {
          rule-set = "generous"
          spreader { least-invitees = 1, least-shares = 1, least-share-days = 1, confidence = 0.45 }
        }
        """
        .formatted(folder.resolve("inbox"));
  }
}
