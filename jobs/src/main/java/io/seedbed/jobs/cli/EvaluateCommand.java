package io.seedbed.jobs.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.seedbed.jobs.config.ConfigurationException;
import io.seedbed.jobs.config.EffectiveSettings;
import io.seedbed.jobs.evaluate.Evaluation;
import io.seedbed.jobs.evaluate.EvaluationPage;
import io.seedbed.jobs.evaluate.EvaluationReport;
import io.seedbed.jobs.evaluate.EvaluationResults;
import io.seedbed.jobs.run.Progress;
import io.seedbed.world.World;
import io.seedbed.world.settings.Regimes;
import io.seedbed.world.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.io.FileUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Judges what the night says of people on made-up shops whose truth is known. */
@Command(
    name = "evaluate",
    description =
        "Makes shops up, runs the night on each, and lays what it says of people beside what is"
            + " true: classes, probabilities, seeds, and, in shops followed night by night, how"
            + " often labels change and how soon true changes are noticed. By default an hour or two"
            + " on two cores.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  seedbed evaluate --seeds 3 --followed 0",
      "  seedbed evaluate --json evaluation.json --page evaluation.html",
      "  seedbed evaluate --regime badly-observed --conf my-rules.conf"
    })
final class EvaluateCommand implements Callable<Integer> {

  private static final String NO_INFLUENCE = "null-influence";

  @Mixin private WorldOptions options;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Shops to judge, one for each seed from 1. Default: 20.")
  private int seeds = 20;

  @Option(
      names = "--followed",
      paramLabel = "N",
      description =
          "How many of them to follow night by night, over truth.influence-days of the shops'"
              + " settings. Default: 1.")
  private int followed = 1;

  @Option(
      names = "--null-seeds",
      paramLabel = "N",
      description = "Shops in which shares cause nothing, to judge beside them. Default: 5.")
  private int nulls = 5;

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "Settings of the night, laid over those of the shops.")
  private Optional<Path> conf;

  @Option(
      names = "--master",
      paramLabel = "MASTER",
      description = "Spark master. Default: spark-submit's, else local[*].")
  private Optional<String> master;

  @Option(names = "--json", paramLabel = "FILE", description = "Write everything as JSON too.")
  private Optional<Path> json;

  @Option(names = "--page", paramLabel = "FILE", description = "Write a page of plots too.")
  private Optional<Path> page;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = "For shops and their warehouses, one at a time. Default: demo/evaluation.")
  private Path work = Path.of("demo/evaluation");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (seeds < 1 || followed < 0 || nulls < 0) {
      throw new ParameterException(
          spec.commandLine(),
          "Cannot judge %d shops, follow %d and judge %d without influence. Give at least 1, 0 and 0."
              .formatted(seeds, followed, nulls));
    }
    // Better told now than after an hour.
    requireFolder(json);
    requireFolder(page);
    EvaluationReport report = report();
    spec.commandLine().getOut().print(new EvaluationTable(report).text());
    spec.commandLine().getOut().flush();
    if (json.isPresent()) {
      Files.writeString(json.get(), report.json());
    }
    if (page.isPresent()) {
      Files.writeString(page.get(), new EvaluationPage(report).html());
    }
    return ExitCodes.PUBLISHED;
  }

  private void requireFolder(Optional<Path> file) {
    file.map(path -> path.toAbsolutePath().getParent())
        .filter(folder -> !Files.isDirectory(folder))
        .ifPresent(
            folder -> {
              throw new ParameterException(
                  spec.commandLine(),
                  "Cannot write %s: there is no folder %s. Make it or name another file."
                      .formatted(file.orElseThrow(), folder));
            });
  }

  private EvaluationReport report() throws IOException {
    try {
      Regimes regimes = options.regimes();
      String regime = options.regime();
      int nights = regimes.named(regime).truth().influenceDays();
      EvaluationReport.Subject subject =
          new EvaluationReport.Subject(
              regime,
              seeds,
              options.users(),
              options.days(),
              options.ends().minusDays(nights),
              nights,
              Math.min(followed, seeds),
              CodeVersion.current(),
              EffectiveSettings.of(rules()).hash(),
              DigestUtils.sha256Hex(regimes.rendered(regime)));
      EvaluationResults results = judged(regimes, regime, seeds, subject.followed(), subject);
      return new EvaluationReport(
          subject,
          results,
          nulls == 0
              ? Optional.empty()
              : Optional.of(judged(regimes, NO_INFLUENCE, nulls, 0, subject)));
    } catch (SettingsException unusable) {
      throw new ConfigurationException(unusable.problems());
    }
  }

  private EvaluationResults judged(
      Regimes regimes, String of, int shops, int toFollow, EvaluationReport.Subject subject)
      throws IOException {
    Path folder =
        Files.createTempDirectory(
            Files.createDirectories(work.toAbsolutePath().normalize()), "shops-");
    Progress progress = Progress.ofProcess();
    try (Workplace place =
        Workplace.open(master, folder.toString(), EffectiveSettings.of(rules()).settings().run())) {
      return new Evaluation(
              place.session(),
              new Evaluation.Plan(
                  shops,
                  toFollow,
                  subject.judged(),
                  subject.nights(),
                  rules(),
                  folder,
                  subject.codeVersion()),
              (seed, shop) ->
                  World.write(options.plan(regimes, of, subject.nights(), seed), shop, day -> {}),
              line -> progress.say("%s: %s".formatted(of, line)))
          .run();
    } finally {
      FileUtils.deleteDirectory(folder.toFile());
    }
  }

  private Config rules() {
    return conf.map(EffectiveSettings::overlay).orElse(ConfigFactory.empty());
  }
}
