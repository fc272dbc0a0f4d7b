package io.seedbed.jobs.bench;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the script leaves open because SQL has no loops: {@code {each NAME SEPARATOR: TEXT}} stands
 * for the text once for every value of a list, with the value for {@code #}; {@code {NAME}} stands
 * for a text. Only numbers and names of this package go in.
 */
record NightTemplate(Map<String, List<String>> lists, Map<String, String> texts) {

  /** Retention windows of the script: 14 in days, 13 months. */
  private static final int WINDOWS = 27;

  private static final Pattern EACH = Pattern.compile("\\{each ([a-z ]+?)(,|\\+|) ?:\\s*([^}]*)}");
  private static final Pattern TEXT = Pattern.compile("\\{([a-z]+(?: [a-z]+)+)}");

  /** The template of a shop whose history has the given days. */
  static NightTemplate of(DayBlocks blocks) {
    return new NightTemplate(
        Map.of(
            "block", numbers(blocks.count()),
            "window", numbers(WINDOWS),
            "criterion", List.of("maturity", "soundness", "weight", "germination", "purity"),
            "activity", List.of("chat", "purchase", "either"),
            "due", List.of("1", "7", "14", "30", "120")),
        Map.of(
            "month bits said", blocks.months("said"),
            "month bits kept", blocks.months("kept")));
  }

  private static List<String> numbers(int end) {
    return IntStream.range(0, end).mapToObj(String::valueOf).toList();
  }

  /** A step of the script with everything put in. */
  String filled(String step) {
    String repeated = EACH.matcher(step).replaceAll(match -> quoted(each(match)));
    return TEXT.matcher(repeated).replaceAll(match -> quoted(texts.get(match.group(1))));
  }

  private String each(MatchResult match) {
    List<String> values = lists.get(match.group(1).strip());
    String separator = match.group(2).isEmpty() ? " " : match.group(2).equals(",") ? ", " : " + ";
    return values.stream()
        .map(value -> match.group(3).replace("#", value))
        .collect(Collectors.joining(separator));
  }

  private static String quoted(String replacement) {
    return Matcher.quoteReplacement(replacement);
  }
}
