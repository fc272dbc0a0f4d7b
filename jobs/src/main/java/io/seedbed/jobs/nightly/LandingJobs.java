package io.seedbed.jobs.nightly;

import io.seedbed.features.source.Happening;
import io.seedbed.features.source.IngestRules;
import io.seedbed.features.source.LandedAppeals;
import io.seedbed.features.source.LandedChange;
import io.seedbed.features.source.LandedChatMessages;
import io.seedbed.features.source.LandedCommissions;
import io.seedbed.features.source.LandedComplaints;
import io.seedbed.features.source.LandedFiles;
import io.seedbed.features.source.LandedIdentities;
import io.seedbed.features.source.LandedInvites;
import io.seedbed.features.source.LandedMemberships;
import io.seedbed.features.source.LandedOrders;
import io.seedbed.features.source.LandedRefunds;
import io.seedbed.features.source.LandedRows;
import io.seedbed.features.source.LandedShares;
import io.seedbed.features.source.LandedViolations;
import io.seedbed.features.source.Landing;
import io.seedbed.features.source.Reading;
import io.seedbed.features.source.RejectedRows;
import io.seedbed.features.source.SourceAccounting;
import io.seedbed.features.source.SourceContract;
import io.seedbed.features.source.SourceDays;
import io.seedbed.features.source.SourceMapping;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.Days;
import io.seedbed.features.time.RunDate;
import io.seedbed.jobs.config.Settings;
import io.seedbed.jobs.ingest.Delivery;
import io.seedbed.jobs.ingest.Preset;
import io.seedbed.jobs.ingest.RejectedShare;
import io.seedbed.jobs.ingest.SourceFile;
import io.seedbed.jobs.run.Change;
import io.seedbed.jobs.run.Inputs;
import io.seedbed.jobs.run.Job;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** From the files of sources to landed rows, what was refused of them, and the accounts. */
public final class LandingJobs {

  /** What facts name a row by that has no id. */
  private static final Field[] PLACE = {LandedRows.FILE, LandedRows.ROW};

  /**
   * How one source is landed.
   *
   * @param happenings what its rows say, given the cut of days
   */
  record Source(SourceContract contract, Table table, LandingOf landing, Happenings happenings) {

    /** Days on which accepted rows say something else than before. */
    Dataset<Row> differences(RunDate runDate, Dataset<Row> before, Dataset<Row> after) {
      return Happening.differences(happenings.of(runDate::dayOf), before, after);
    }
  }

  interface LandingOf {
    Landing of(SourceMapping mapping, Reading reading);
  }

  interface Happenings {
    List<Happening> of(Function<Column, Column> dayOf);
  }

  /** The jobs. A source that is not configured has a job too, which the runner leaves out. */
  public static List<Job> list(Settings settings) {
    List<Source> sources = sources(settings.ingest());
    return Stream.of(
            Stream.of(landedFiles(settings)),
            sources.stream().map(source -> landing(settings, source)),
            Stream.of(
                overAll(sources, RejectedRows.TABLE, RejectedRows::from),
                overAll(sources, SourceDays.TABLE, SourceDays::from),
                accounting(settings)))
        .flatMap(jobs -> jobs)
        .toList();
  }

  /** How the rows of a source are landed. */
  public static Landing landing(
      SourceContract contract, IngestRules rules, SourceMapping mapping, Reading reading) {
    return sources(rules).stream()
        .filter(source -> source.contract().equals(contract))
        .map(source -> source.landing().of(mapping, reading))
        .findFirst()
        .orElseThrow();
  }

  static List<Source> sources(IngestRules rules) {
    return List.of(
        new Source(
            LandedOrders.CONTRACT,
            LandedOrders.TABLE,
            LandedOrders::landing,
            everything(LandedOrders.CONTRACT, LandedOrders.TABLE, PLACE)),
        new Source(
            LandedRefunds.CONTRACT,
            LandedRefunds.TABLE,
            (mapping, reading) -> LandedRefunds.landing(mapping, reading, rules.faultReasons()),
            everything(LandedRefunds.CONTRACT, LandedRefunds.TABLE, PLACE)),
        new Source(
            LandedChatMessages.CONTRACT,
            LandedChatMessages.TABLE,
            (mapping, reading) -> LandedChatMessages.landing(mapping, reading, rules.messages()),
            everything(LandedChatMessages.CONTRACT, LandedChatMessages.TABLE)),
        new Source(
            LandedMemberships.CONTRACT,
            LandedMemberships.TABLE,
            LandedMemberships::landing,
            LandedMemberships::happenings),
        new Source(
            LandedInvites.CONTRACT,
            LandedInvites.TABLE,
            LandedInvites::landing,
            LandedInvites::happenings),
        new Source(
            LandedShares.CONTRACT,
            LandedShares.TABLE,
            LandedShares::landing,
            everything(LandedShares.CONTRACT, LandedShares.TABLE)),
        new Source(
            LandedComplaints.CONTRACT,
            LandedComplaints.TABLE,
            LandedComplaints::landing,
            everything(LandedComplaints.CONTRACT, LandedComplaints.TABLE, PLACE)),
        new Source(
            LandedCommissions.CONTRACT,
            LandedCommissions.TABLE,
            LandedCommissions::landing,
            everything(LandedCommissions.CONTRACT, LandedCommissions.TABLE, PLACE)),
        new Source(
            LandedViolations.CONTRACT,
            LandedViolations.TABLE,
            LandedViolations::landing,
            everything(LandedViolations.CONTRACT, LandedViolations.TABLE, PLACE)),
        new Source(
            LandedAppeals.CONTRACT,
            LandedAppeals.TABLE,
            LandedAppeals::landing,
            everything(LandedAppeals.CONTRACT, LandedAppeals.TABLE)),
        new Source(
            LandedIdentities.CONTRACT,
            LandedIdentities.TABLE,
            LandedIdentities::landing,
            everything(LandedIdentities.CONTRACT, LandedIdentities.TABLE)));
  }

  /**
   * Everything the accepted rows say; not how they came in, nor when they were last touched.
   *
   * @param telling bookkeeping that facts take over all the same
   */
  private static Happenings everything(SourceContract contract, Table landed, Field... telling) {
    List<Field> told = List.of(telling);
    List<Field> untold =
        Stream.concat(LandedRows.bookkeeping().stream(), contract.updatedAt().stream())
            .filter(field -> !told.contains(field))
            .toList();
    return dayOf -> List.of(Happening.of(landed, untold));
  }

  /** Which files there are, and which of them are as they were. */
  private static Job landedFiles(Settings settings) {
    List<String> sources = settings.sources().keySet().stream().sorted().toList();
    return new Job.Judge(
        LandedFiles.TABLE.name(),
        sources,
        List.of(),
        List.of(),
        LandedFiles.TABLE,
        in -> in.before(LandedFiles.TABLE),
        (in, before) ->
            sources.stream()
                .flatMap(
                    source ->
                        Delivery.landed(before, source, in.files(source), in.startedAt(), hadoop())
                            .stream())
                .toList());
  }

  private static Job landing(Settings settings, Source source) {
    Optional<SourceMapping> mapping =
        Optional.ofNullable(settings.sources().get(source.contract().name()))
            .map(configured -> Preset.load(configured.preset()).mappingOf(source.contract()));
    return new Job.Daily(
        source.table().name(),
        List.of(source.contract().name()),
        List.of(LandedFiles.TABLE),
        source.table(),
        in -> {
          Reading reading = reading(in, settings.shop());
          Landing landing = source.landing().of(mapping.orElseThrow(), reading);
          return landed(in, source, landing)
              .whereDifferent((before, after) -> source.differences(in.runDate(), before, after));
        });
  }

  private static Change landed(Inputs in, Source source, Landing landing) {
    String name = source.contract().name();
    List<SourceFile> files = in.files(name);
    Optional<Dataset<Row>> landedBefore = in.previous(source.table());
    if (landedBefore.isEmpty()) {
      return Change.of(Days.ALL, landing.from(in.source(name, files)));
    }
    Dataset<Row> before = landedBefore.get();
    List<String> ripe =
        in.onDriver(landing.ripe(before)).stream().map(row -> row.getString(0)).toList();
    Delivery delivery =
        Delivery.between(
                in.onDriver(in.before(LandedFiles.TABLE)),
                in.onDriver(in.read(LandedFiles.TABLE)),
                name,
                files)
            .again(ripe, files);
    if (delivery.isEmpty()) {
      return Change.of(Days.NONE, before);
    }
    Dataset<Row> fresh = in.kept(landing.fresh(in.source(name, delivery.fresh())));
    LandedChange change = landing.change(fresh, before, delivery.withdrawn());
    LandedChange judged = change.over(in.kept(change.judged()));
    Days days = in.collected(judged.days());
    return Change.of(days, judged.rows(days));
  }

  /** What is told of the landed rows of all sources, on the days that any of them has new ones. */
  private static Job overAll(
      List<Source> sources,
      Table told,
      BiFunction<Map<SourceContract, Dataset<Row>>, Days, Dataset<Row>> from) {
    List<Table> landed = sources.stream().map(Source::table).toList();
    return new Job.Daily(
        told.name(),
        List.of(),
        landed,
        told,
        in -> {
          Days days = landed.stream().map(in::replaced).reduce(Days.NONE, Days::and);
          Map<SourceContract, Dataset<Row>> rows = new LinkedHashMap<>();
          sources.forEach(source -> rows.put(source.contract(), in.read(source.table())));
          return Change.of(days, from.apply(rows, days));
        });
  }

  private static Job accounting(Settings settings) {
    RejectedShare share =
        RejectedShare.of(settings.ingest().maxRejectedShare(), settings.sources());
    return Job.Judge.of(
        SourceAccounting.TABLE,
        List.of(SourceDays.TABLE),
        in -> SourceAccounting.from(in.read(SourceDays.TABLE)),
        share::check);
  }

  private static Reading reading(Inputs in, Settings.Shop shop) {
    return new Reading(in.startedAt(), shop.zone(), shop.currency(), shop.minorDigits());
  }

  private static Configuration hadoop() {
    return SparkSession.active().sparkContext().hadoopConfiguration();
  }

  private LandingJobs() {}
}
