package io.seedbed.jobs.nightly;

import io.seedbed.features.source.IngestRules;
import io.seedbed.features.source.LandedChatMessages;
import io.seedbed.features.source.LandedCommissions;
import io.seedbed.features.source.LandedComplaints;
import io.seedbed.features.source.LandedInvites;
import io.seedbed.features.source.LandedMemberships;
import io.seedbed.features.source.LandedOrders;
import io.seedbed.features.source.LandedRefunds;
import io.seedbed.features.source.LandedShares;
import io.seedbed.features.source.LandedViolations;
import io.seedbed.features.source.Reading;
import io.seedbed.features.source.RejectedRows;
import io.seedbed.features.source.SourceAccounting;
import io.seedbed.features.source.SourceContract;
import io.seedbed.features.source.SourceMapping;
import io.seedbed.features.table.Table;
import io.seedbed.jobs.config.Settings;
import io.seedbed.jobs.ingest.Preset;
import io.seedbed.jobs.ingest.RejectedShare;
import io.seedbed.jobs.run.Inputs;
import io.seedbed.jobs.run.Job;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** From the files of sources to landed rows, what was refused of them, and the accounts. */
public final class LandingJobs {

  private static final List<Table> LANDED =
      List.of(
          LandedOrders.TABLE,
          LandedRefunds.TABLE,
          LandedChatMessages.TABLE,
          LandedMemberships.TABLE,
          LandedInvites.TABLE,
          LandedShares.TABLE,
          LandedComplaints.TABLE,
          LandedCommissions.TABLE,
          LandedViolations.TABLE);

  /** How one source is landed. */
  private interface Landing {
    Dataset<Row> from(Dataset<Row> raw, SourceMapping mapping, Reading reading);
  }

  /** The jobs. A source that is not configured has a job too, which the runner leaves out. */
  public static List<Job> list(Settings settings) {
    IngestRules rules = settings.ingest();
    Stream<Job> landings =
        Stream.of(
            landing(settings, LandedOrders.CONTRACT, LandedOrders.TABLE, LandedOrders::from),
            landing(
                settings,
                LandedRefunds.CONTRACT,
                LandedRefunds.TABLE,
                (raw, mapping, reading) ->
                    LandedRefunds.from(raw, mapping, reading, rules.faultReasons())),
            landing(
                settings,
                LandedChatMessages.CONTRACT,
                LandedChatMessages.TABLE,
                (raw, mapping, reading) ->
                    LandedChatMessages.from(raw, mapping, reading, rules.messages())),
            landing(
                settings,
                LandedMemberships.CONTRACT,
                LandedMemberships.TABLE,
                LandedMemberships::from),
            landing(settings, LandedInvites.CONTRACT, LandedInvites.TABLE, LandedInvites::from),
            landing(settings, LandedShares.CONTRACT, LandedShares.TABLE, LandedShares::from),
            landing(
                settings,
                LandedComplaints.CONTRACT,
                LandedComplaints.TABLE,
                LandedComplaints::from),
            landing(
                settings,
                LandedCommissions.CONTRACT,
                LandedCommissions.TABLE,
                LandedCommissions::from),
            landing(
                settings,
                LandedViolations.CONTRACT,
                LandedViolations.TABLE,
                LandedViolations::from));
    return Stream.concat(landings, Stream.of(rejected(), accounting(rules))).toList();
  }

  private static Job landing(
      Settings settings, SourceContract contract, Table table, Landing landing) {
    Optional<SourceMapping> mapping =
        Optional.ofNullable(settings.sources().get(contract.name()))
            .map(source -> Preset.load(source.preset()).mappingOf(contract));
    return new Job.Build(
        table.name(),
        List.of(contract.name()),
        List.of(),
        List.of(),
        table,
        in ->
            landing.from(
                in.source(contract.name()), mapping.orElseThrow(), reading(in, settings.shop())));
  }

  private static Job rejected() {
    return Job.Build.of(RejectedRows.TABLE, LANDED, in -> RejectedRows.from(landed(in)));
  }

  private static Job accounting(IngestRules rules) {
    return Job.Judge.of(
        SourceAccounting.TABLE,
        LANDED,
        in -> SourceAccounting.from(landed(in)),
        accounts -> RejectedShare.check(accounts, rules.maxRejectedShare()));
  }

  private static Reading reading(Inputs in, Settings.Shop shop) {
    return new Reading(in.startedAt(), shop.zone(), shop.currency(), shop.minorDigits());
  }

  private static List<Dataset<Row>> landed(Inputs in) {
    return LANDED.stream().map(in::read).toList();
  }

  private LandingJobs() {}
}
