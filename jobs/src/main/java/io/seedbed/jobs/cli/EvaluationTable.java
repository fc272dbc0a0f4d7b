package io.seedbed.jobs.cli;

import io.seedbed.jobs.evaluate.Confusion;
import io.seedbed.jobs.evaluate.Estimate;
import io.seedbed.jobs.evaluate.EvaluationReport;
import io.seedbed.jobs.evaluate.EvaluationResults;
import io.seedbed.jobs.evaluate.Figure;
import io.seedbed.jobs.evaluate.Label;
import io.seedbed.jobs.evaluate.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an evaluation found, for a terminal. */
record EvaluationTable(EvaluationReport report) {

  String text() {
    return Stream.of(
            subject(),
            figures(),
            classes(),
            confusion(),
            noticing(),
            withoutInfluence(),
            shuffled())
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private String subject() {
    EvaluationReport.Subject on = report.subject();
    return """
        %d made-up shops of regime %s, %,d people each, judged on %s after %d days; %d followed over %d nights
        code %s, settings %s
        shops made by settings %s
        """
        .formatted(
            on.shops(),
            on.regime(),
            on.users(),
            on.judged(),
            on.days(),
            on.followed(),
            on.nights(),
            on.codeVersion(),
            on.configHash(),
            on.worldHash());
  }

  private String figures() {
    TextTable table = TextTable.of("mean over shops", "mean", "95 % interval", "target", "");
    for (Figure figure : Figure.values()) {
      Estimate estimate = report.results().estimate(figure);
      if (estimate.shops() > 0) {
        table.row(
            figure.label(),
            number(estimate.mean()),
            interval(estimate),
            target(figure),
            figure.isReached(estimate.mean()) ? "" : "missed");
      }
    }
    return table.text();
  }

  private String classes() {
    List<String> header = new ArrayList<>(List.of("class"));
    Stream.of(Score.values()).map(Score::label).forEach(header::add);
    TextTable table = TextTable.of(header.toArray(String[]::new));
    for (Label label : Label.LEAVES) {
      List<Object> row = new ArrayList<>(List.of(label.key()));
      for (Score score : Score.values()) {
        Estimate estimate = report.results().estimate(label, score);
        row.add(estimate.shops() == 0 ? "" : number(estimate.mean()));
      }
      table.row(row.toArray());
    }
    return table.text();
  }

  private String confusion() {
    Confusion all = report.results().confusion();
    List<String> header = new ArrayList<>(List.of("truly, and called"));
    Stream.of(Label.values()).map(Label::key).forEach(header::add);
    TextTable table = TextTable.of(header.toArray(String[]::new));
    for (Label truth : Label.values()) {
      List<Object> row = new ArrayList<>(List.of(truth.key()));
      Stream.of(Label.values()).forEach(given -> row.add(all.count(truth, given)));
      if (row.stream().skip(1).anyMatch(count -> !count.equals(0L))) {
        table.row(row.toArray());
      }
    }
    return table.text();
  }

  private String noticing() {
    if (report.results().noticing().isEmpty()) {
      return "No shop was followed night by night.%n".formatted();
    }
    TextTable table = TextTable.of("what truly happened", "changes", "noticed", "median nights");
    for (EvaluationResults.Noticing each : report.results().noticing()) {
      table.row(
          each.cause(),
          each.changes(),
          each.noticed(),
          each.median().isPresent() ? number(each.median().getAsDouble()) : "not by half");
    }
    return table.text();
  }

  private String withoutInfluence() {
    return report
        .nulls()
        .map(
            nulls ->
                """
                In %d shops where shares cause nothing, %s people come by links of the list (95 %% %s) and \
                it brings %s buyers. Seedbed claims no uplift: who came by a link is not who came for it.
                """
                    .formatted(
                        nulls.shops(),
                        number(nulls.estimate(Figure.CREDITED).mean()),
                        interval(nulls.estimate(Figure.CREDITED)),
                        number(nulls.estimate(Figure.BROUGHT_BY_LIST).mean())))
        .orElse("No shops without influence were judged.%n".formatted());
  }

  private String shuffled() {
    List<EvaluationResults.Shuffled> all = report.results().shuffled();
    return "With the truth dealt out anew, %d of %d AUCs lie within three standard errors of a half.%n"
        .formatted(all.stream().filter(EvaluationResults.Shuffled::isChance).count(), all.size());
  }

  private static String target(Figure figure) {
    return figure.target().isEmpty()
        ? ""
        : (figure.isMoreBetter() ? "≥ " : "≤ ") + number(figure.target().getAsDouble());
  }

  private static String interval(Estimate estimate) {
    return Double.isNaN(estimate.low())
        ? ""
        : "%s to %s".formatted(number(estimate.low()), number(estimate.high()));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%,.0f" : "%.3f", value);
  }
}
