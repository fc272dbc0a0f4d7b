package io.seedbed.jobs.cli;

import io.seedbed.features.source.Reading;
import io.seedbed.features.source.SourceContract;
import io.seedbed.features.source.SourceException;
import io.seedbed.jobs.config.EffectiveSettings;
import io.seedbed.jobs.config.Settings;
import io.seedbed.jobs.ingest.Contracts;
import io.seedbed.jobs.ingest.Preset;
import io.seedbed.jobs.ingest.Recognition;
import io.seedbed.jobs.ingest.RejectedShare;
import io.seedbed.jobs.ingest.SourceFailures;
import io.seedbed.jobs.ingest.SourceFile;
import io.seedbed.jobs.ingest.SourceReader;
import io.seedbed.jobs.nightly.LandingJobs;
import io.seedbed.jobs.run.JobFailure;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows how a preset understands files: nothing is written, nothing published. */
@Command(
    name = "check",
    description = {
      "Shows how a preset understands files: the first rows of each of its sources, how many rows"
          + " are accepted, rejected and repeated, and why. Writes nothing.",
      "Zone, currency and the layout of sources are those of the configuration. Rows of more than a"
          + " day after the files were written are in the future."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:a night would take the files",
      "1:they cannot be read, or more is rejected than ingest.max-rejected-share",
      "2:wrong usage or configuration"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  seedbed sources check ExportOrderList202605100800.csv --preset taobao",
      "  seedbed sources check orders.csv",
      "  seedbed sources check chat.jsonl --preset canonical-jsonl --source chat_messages",
      "  seedbed sources check \"exports/*.csv\" --preset shop.conf --conf shop-settings.conf"
    })
final class SourcesCheckCommand implements Callable<Integer> {

  @Mixin private Options options;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files, folders or globs.")
  private List<String> files;

  @Option(
      names = "--preset",
      paramLabel = "PRESET",
      description =
          "A preset under conf/sources/, or a file that ends in .conf. Without it presets that fit"
              + " the columns are named, or one is drafted.")
  private Optional<String> asPreset;

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description = "What the files are, such as orders. Default: all that the preset maps.")
  private List<String> asked = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    options.applyLogging();
    return asPreset.map(this::check).orElseGet(this::recognise);
  }

  private Integer recognise() {
    try {
      String told = RecognitionText.of(Recognition.of(files, new Configuration()));
      spec.commandLine().getOut().print(told);
      spec.commandLine().getOut().flush();
      return ExitCodes.PUBLISHED;
    } catch (SourceException unreadable) {
      throw new JobFailure(unreadable.getMessage(), unreadable);
    }
  }

  private Integer check(String preset) {
    EffectiveSettings effective = Workplace.settings(options);
    List<SourceContract> contracts = contracts(preset);
    String warehouse = options.warehouse().orElse("warehouse");
    try (Workplace place =
        Workplace.open(options.master(), warehouse, effective.settings().run())) {
      Map<String, Settings.Source> sources = sources(preset, contracts, effective.settings());
      List<Row> accounts = new ArrayList<>();
      for (SourceContract contract : contracts) {
        accounts.addAll(accounts(contract, sources, effective.settings(), place.session()));
      }
      double most = effective.settings().ingest().maxRejectedShare();
      List<String> problems = RejectedShare.of(most, sources).problems(accounts);
      return problems.isEmpty() ? ExitCodes.PUBLISHED : refused(most, problems);
    } catch (RuntimeException failed) {
      throw SourceFailures.explain(failed)
          .<RuntimeException>map(explained -> new JobFailure(explained.getMessage(), explained))
          .orElse(failed);
    }
  }

  private List<SourceContract> contracts(String preset) {
    Preset loaded = Preset.load(preset);
    List<String> names =
        asked.isEmpty() ? loaded.sources().keySet().stream().sorted().toList() : asked;
    if (names.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "Cannot tell what the files are: preset '%s' maps no source. Name one with --source, such as orders."
              .formatted(preset));
    }
    List<SourceContract> contracts = names.stream().map(Contracts::named).toList();
    contracts.forEach(loaded::mappingOf);
    return contracts;
  }

  /** The files as each source's, as a night would have them configured. */
  private Map<String, Settings.Source> sources(
      String preset, List<SourceContract> contracts, Settings settings) {
    return contracts.stream()
        .map(SourceContract::name)
        .collect(
            Collectors.toMap(
                name -> name,
                name ->
                    new Settings.Source(
                        preset,
                        files,
                        Optional.ofNullable(settings.sources().get(name))
                            .flatMap(Settings.Source::layout))));
  }

  /** Shows what becomes of the rows of a source. */
  private List<Row> accounts(
      SourceContract contract,
      Map<String, Settings.Source> sources,
      Settings settings,
      SparkSession session) {
    SourceReader reader = new SourceReader(session, sources);
    List<SourceFile> found = reader.files(contract.name());
    Reading reading =
        new Reading(
            lastWritten(found),
            settings.shop().zone(),
            settings.shop().currency(),
            settings.shop().minorDigits());
    Preset preset = Preset.load(sources.get(contract.name()).preset());
    SourceCheck check =
        SourceCheck.of(
            contract,
            LandingJobs.landing(contract, settings.ingest(), preset.mappingOf(contract), reading)
                .from(reader.rows(contract.name(), found)));
    PrintWriter out = spec.commandLine().getOut();
    out.println(check.text());
    out.flush();
    return check.accounts();
  }

  private int refused(double most, List<String> problems) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "More than %.1f %% are rejected: a night would stop. %s. Correct the files or the preset.%n",
        100 * most,
        String.join(", ", problems));
    out.flush();
    return ExitCodes.FAILED;
  }

  private static Instant lastWritten(List<SourceFile> files) {
    return files.stream()
        .map(SourceFile::modifiedAt)
        .max(Instant::compareTo)
        .orElseThrow(() -> new SourceException("Cannot check sources: there is no file."));
  }
}
