package io.seedbed.jobs.cli;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.transform;

import io.seedbed.jobs.config.EffectiveSettings;
import io.seedbed.jobs.nightly.Nightly;
import io.seedbed.jobs.run.JobFailure;
import io.seedbed.jobs.run.PublishedTables;
import io.seedbed.models.segmentation.Reason;
import io.seedbed.models.segmentation.ShadowMoves;
import io.seedbed.models.segmentation.ShadowSegments;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows who would move under the shadow rules. */
@Command(
    name = "shadow",
    description =
        "Shows who would be another class under the shadow rules, why, and what they spend.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  seedbed shadow --conf shop.conf --warehouse /srv/seedbed --users 50")
final class ShadowCommand implements Callable<Integer> {

  @Mixin private Options options;

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description = "Run date; default: the latest that is published.")
  private Optional<LocalDate> date;

  @Option(
      names = "--users",
      paramLabel = "N",
      description = "Users shown, the greatest spenders first. Default: 20.")
  private int users = 20;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    options.applyLogging();
    EffectiveSettings effective = Workplace.settings(options);
    String warehouse = options.warehouse().orElse("warehouse");
    try (Workplace place =
        Workplace.open(options.master(), warehouse, effective.settings().run())) {
      PublishedTables tables =
          PublishedTables.latest(
                  place.session(), place.warehouse(), date, Nightly.jobs(effective.settings()))
              .filter(found -> found.has(ShadowSegments.TABLE))
              .orElseThrow(
                  () ->
                      new JobFailure(
                          "Cannot show shadow rules: %s has no publication%s with any. Set shadow in the configuration and run the date."
                              .formatted(warehouse, date.map(day -> " of " + day).orElse(""))));
      spec.commandLine().getOut().print(told(tables));
      spec.commandLine().getOut().flush();
    }
    return ExitCodes.PUBLISHED;
  }

  private String told(PublishedTables tables) {
    Dataset<Row> moves = tables.read(ShadowMoves.TABLE);
    TextTable flows = TextTable.of("from", "to", "users", "net spend of 90 d, minor units");
    moves
        .groupBy(ShadowMoves.LEAF.col(), ShadowMoves.SHADOW_LEAF.col())
        .agg(count(lit(1)), sum(ShadowMoves.NET_SPEND_90D_MINOR.col()))
        .orderBy(ShadowMoves.LEAF.col(), ShadowMoves.SHADOW_LEAF.col())
        .collectAsList()
        .forEach(row -> flows.row(row.get(0), row.get(1), row.get(2), row.get(3)));
    TextTable movers =
        TextTable.of("user", "from", "to", "net spend of 90 d", "for", "by the rules");
    greatest(moves)
        .forEach(
            row ->
                movers.row(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4), row.get(5)));
    return "Who would move on %s (run %s)%n%s%nThe greatest spenders among them%n%s"
        .formatted(
            tables.published().runDate(), tables.published().runId(), flows.text(), movers.text());
  }

  private List<Row> greatest(Dataset<Row> moves) {
    Column reasons =
        functions.concat_ws(
            ", ",
            transform(
                ShadowMoves.SHADOW_REASONS.col(),
                reason ->
                    functions.format_string(
                        "%s %.4g",
                        reason.getField(Reason.RULE.name()),
                        reason.getField(Reason.VALUE.name()))));
    return moves
        .orderBy(ShadowMoves.NET_SPEND_90D_MINOR.col().desc(), ShadowMoves.USER_ID.col())
        .limit(users)
        .select(
            ShadowMoves.USER_ID.col(),
            ShadowMoves.LEAF.col(),
            ShadowMoves.SHADOW_LEAF.col(),
            ShadowMoves.NET_SPEND_90D_MINOR.col(),
            reasons,
            ShadowMoves.SHADOW_RULE_SET.col())
        .collectAsList();
  }
}
