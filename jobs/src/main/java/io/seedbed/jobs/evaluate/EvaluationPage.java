package io.seedbed.jobs.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report as one page of plots that needs nothing but a browser. */
public final class EvaluationPage {

  private static final String STYLE =
      """
      body { font: 15px/1.5 system-ui, sans-serif; color: #222; max-width: 60rem; margin: 2rem auto;
        padding: 0 1rem; }
      h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
      p.note { color: #555; } figure { display: inline-block; margin: 0 1.5rem 0 0; }
      table { border-collapse: collapse; } th, td { padding: .2rem .7rem; text-align: right; }
      th:first-child, td:first-child { text-align: left; }
      text { font-size: 12px; fill: #333; } .end { text-anchor: end; } .middle { text-anchor: middle; }
      .axis { stroke: #bbb; } .ideal { stroke: #999; stroke-dasharray: 4 3; }
      .target { stroke: #c0392b; stroke-width: 2; } .interval { stroke: #2c6fbb; stroke-width: 2; }
      .mean { fill: #2c6fbb; } .missed { fill: #c0392b; } .bar { fill: #8fb8e0; }
      .list { fill: #2c6fbb; }
      """;

  private static final List<Figure> OVERALL =
      List.of(
          Figure.MACRO_F1,
          Figure.ACHIEVABLE,
          Figure.SHARE_OF_ACHIEVABLE,
          Figure.CONNECTED_MACRO_F1,
          Figure.CONNECTED,
          Figure.REPEAT_F1,
          Figure.PROBLEM_PRECISION);

  private static final List<Figure> SEEDS =
      List.of(
          Figure.CAPTURED_BY_LIST,
          Figure.CAPTURED_BY_PAST_INVITERS,
          Figure.CAPTURED_BY_SPENDERS,
          Figure.CAPTURED_BY_TALKERS,
          Figure.CAPTURED_AT_RANDOM,
          Figure.SEED_PRECISION);

  private static final int LABELS = 300;
  private static final int PLOT = 420;
  private static final int ROW = 24;
  private static final int SQUARE = 240;
  private static final int MARGIN = 34;

  private final EvaluationReport report;

  /** A line of a plot: what it is, over shops, and where it should be. */
  private record Line(String label, Estimate estimate, OptionalDouble target, boolean isReached) {}

  public EvaluationPage(EvaluationReport report) {
    this.report = report;
  }

  /** The page. */
  public String html() {
    EvaluationReport.Subject on = report.subject();
    String title = "%,d made-up shops, regime %s".formatted(on.shops(), on.regime());
    return Stream.of(
            "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>%s</title><style>%s</style></head><body>"
                .formatted(Svg.escaped(title), STYLE),
            "<h1>%s</h1>".formatted(Svg.escaped(title)),
            note(
                "%,d people each, %d days of history, judged on %s; %d followed over %d nights. Code %s, settings %s, shops %s."
                    .formatted(
                        on.users(),
                        on.days(),
                        on.judged(),
                        on.followed(),
                        on.nights(),
                        on.codeVersion(),
                        on.configHash(),
                        on.worldHash())),
            "<h2>Who is who</h2>",
            note("Means over shops with their 95 % intervals; red lines are targets."),
            intervals("Classes", classes()),
            "<h2>Labels by true class</h2>",
            confusion(),
            "<h2>Are probabilities right?</h2>",
            note("Ten groups of equal size; on the line what was said is what was so."),
            reliability("Label", report.results().labels()),
            reliability("P(problem)", report.results().problems()),
            reliability("P(spreader) of repeat users", report.results().spreaders()),
            "<h2>Whom to ask</h2>",
            note(
                "Share of the buyers brought in the %d days after the judged night that the best choice of as many people would bring."
                    .formatted(on.nights())),
            intervals("Seeds", SEEDS.stream().map(this::line).toList()),
            "<h2>Night by night</h2>",
            nights(),
            "</body></html>")
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private List<Line> classes() {
    Stream<Line> overall = OVERALL.stream().map(this::line);
    Stream<Line> each =
        Label.LEAVES.stream()
            .flatMap(label -> Stream.of(Score.values()).map(score -> line(label, score)));
    return Stream.concat(overall, each).toList();
  }

  private Line line(Figure figure) {
    Estimate estimate = report.results().estimate(figure);
    return new Line(figure.label(), estimate, figure.target(), figure.isReached(estimate.mean()));
  }

  private Line line(Label label, Score score) {
    return new Line(
        "%s: %s".formatted(label.key(), score.label()),
        report.results().estimate(label, score),
        OptionalDouble.empty(),
        true);
  }

  private static String intervals(String title, List<Line> lines) {
    Svg svg = new Svg(LABELS + PLOT + 2 * MARGIN, (lines.size() + 2) * ROW);
    int bottom = (lines.size() + 1) * ROW;
    for (int tenth = 0; tenth <= 10; tenth += 2) {
      double x = x(tenth / 10.0);
      svg.line(x, ROW / 2.0, x, bottom - ROW / 2.0, "axis");
      svg.text(x, bottom, "middle", String.format(Locale.ROOT, "%.1f", tenth / 10.0));
    }
    for (int row = 0; row < lines.size(); row++) {
      interval(svg, lines.get(row), (row + 1) * ROW);
    }
    return "<figure>%s</figure>".formatted(svg.drawing(title));
  }

  private static void interval(Svg svg, Line line, double y) {
    Estimate estimate = line.estimate();
    svg.text(LABELS - 12, y + 4, "end", line.label());
    if (estimate.shops() == 0) {
      return;
    }
    line.target().ifPresent(target -> svg.line(x(target), y - 8, x(target), y + 8, "target"));
    if (!Double.isNaN(estimate.low())) {
      svg.line(x(estimate.low()), y, x(estimate.high()), y, "interval");
    }
    svg.dot(x(estimate.mean()), y, 4.5, line.isReached() ? "mean" : "missed");
    svg.text(LABELS + PLOT + 14, y + 4, "start", number(estimate.mean()));
  }

  private static double x(double share) {
    return LABELS + Math.max(0, Math.min(1, share)) * PLOT;
  }

  private String confusion() {
    Confusion all = report.results().confusion();
    List<String> lines = new ArrayList<>();
    lines.add(
        Stream.of(Label.values())
            .map(label -> "<th>%s</th>".formatted(label.key()))
            .collect(Collectors.joining("", "<table><tr><th>truly</th>", "</tr>")));
    for (Label truth : Label.values()) {
      long people = Stream.of(Label.values()).mapToLong(given -> all.count(truth, given)).sum();
      if (people > 0) {
        lines.add(
            Stream.of(Label.values())
                .map(given -> cell(all.count(truth, given), people))
                .collect(
                    Collectors.joining("", "<tr><td>%s</td>".formatted(truth.key()), "</tr>")));
      }
    }
    lines.add("</table>");
    return String.join(System.lineSeparator(), lines);
  }

  private static String cell(long count, long people) {
    return String.format(
        Locale.ROOT,
        "<td style='background: rgba(44, 111, 187, %.2f)'>%,d</td>",
        0.7 * count / people,
        count);
  }

  private static String reliability(String title, Forecasts forecasts) {
    Svg svg = new Svg(SQUARE + 2 * MARGIN, SQUARE + 2 * MARGIN);
    double low = MARGIN + SQUARE;
    svg.line(MARGIN, low, MARGIN + SQUARE, MARGIN, "ideal");
    svg.line(MARGIN, low, MARGIN + SQUARE, low, "axis");
    svg.line(MARGIN, low, MARGIN, MARGIN, "axis");
    svg.text(MARGIN + SQUARE / 2.0, MARGIN - 12, "middle", title);
    svg.text(MARGIN + SQUARE / 2.0, low + 28, "middle", "said");
    svg.text(MARGIN - 6, MARGIN + 10, "end", "so");
    svg.text(MARGIN, low + 14, "middle", "0");
    svg.text(MARGIN + SQUARE, low + 14, "middle", "1");
    for (Forecasts.Bin bin : forecasts.bins()) {
      svg.dot(MARGIN + bin.probability() * SQUARE, low - bin.share() * SQUARE, 4.5, "mean");
    }
    return "<figure>%s</figure>".formatted(svg.drawing(title));
  }

  private String nights() {
    List<String> rows = new ArrayList<>();
    rows.add(
        "<table><tr><th>what truly happened</th><th>changes</th><th>noticed</th><th>median nights</th></tr>");
    for (EvaluationResults.Noticing each : report.results().noticing()) {
      rows.add(
          "<tr><td>%s</td><td>%,d</td><td>%,d</td><td>%s</td></tr>"
              .formatted(
                  Svg.escaped(each.cause().replace('_', ' ')),
                  each.changes(),
                  each.noticed(),
                  each.median().isPresent()
                      ? "%.0f".formatted(each.median().getAsDouble())
                      : "not by half"));
    }
    rows.add("</table>");
    Estimate changes = report.results().estimate(Figure.CHANGES_A_NIGHT);
    return changes.shops() == 0
        ? note("No shop was followed.")
        : note(
                "Of 100 people who do not change, %.2f have another label than the night before."
                    .formatted(100 * changes.mean()))
            + String.join(System.lineSeparator(), rows);
  }

  private static String note(String text) {
    return "<p class='note'>%s</p>".formatted(Svg.escaped(text));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
