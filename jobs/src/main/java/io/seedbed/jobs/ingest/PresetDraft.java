package io.seedbed.jobs.ingest;

import com.typesafe.config.ConfigUtil;
import io.seedbed.features.source.LandedOrders;
import io.seedbed.features.source.SourceContract;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A preset made of what the columns of a file are called, for whoever knows the file to check.
 *
 * @param separator of CSV
 */
record PresetDraft(
    Preset.Format format,
    Optional<String> charset,
    Optional<String> separator,
    List<String> columns) {

  private static final String STATUS = "status";

  /** The preset; empty where fewer than two columns are called like an input of one source. */
  Optional<String> text() {
    Synonyms synonyms = Synonyms.packaged();
    SourceContract best = null;
    Map<String, String> bestColumns = Map.of();
    for (SourceContract contract : Contracts.ALL) {
      Map<String, String> found = synonyms.columnsOf(contract, columns);
      int fewerLacking =
          best == null ? 1 : lacking(best, bestColumns).size() - lacking(contract, found).size();
      boolean isBetter =
          fewerLacking > 0 || (fewerLacking == 0 && found.size() > bestColumns.size());
      if (found.size() > 1 && isBetter) {
        best = contract;
        bestColumns = found;
      }
    }
    return best == null ? Optional.empty() : Optional.of(text(best, bestColumns));
  }

  private String text(SourceContract contract, Map<String, String> columnByInput) {
    StringBuilder text = new StringBuilder();
    text.append("format = ")
        .append(format.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .append("\n\nlayout {\n");
    charset.ifPresent(name -> text.append("  charset = \"%s\"%n".formatted(name)));
    separator.ifPresent(
        name -> text.append("  separator = %s%n".formatted(ConfigUtil.quoteString(name))));
    text.append("}\n\nsources {\n  %s {\n    columns {\n".formatted(contract.name()));
    columnByInput.forEach(
        (input, column) ->
            text.append(
                "      %s { column = %s }\n".formatted(input, ConfigUtil.quoteString(column))));
    for (String input : lacking(contract, columnByInput)) {
      text.append(
          "      # Required, and no column is called like it.\n      %s { column = \"\" }\n"
              .formatted(input));
    }
    text.append("    }\n");
    if (contract.equals(LandedOrders.CONTRACT) && columnByInput.containsKey(STATUS)) {
      text.append(kinds(columnByInput.get(STATUS)));
    }
    return text.append("  }\n}\n").toString();
  }

  /** Which orders are not paid nobody can tell from a column's name; left out it would be none. */
  private static String kinds(String status) {
    String column = "`" + status.replace("`", "``") + "`";
    StringBuilder text =
        new StringBuilder(
            """
                # Until this is filled in with what the status says of such rows, and the # taken off,
                # EVERY ROW COUNTS AS PAID, whatever its status.
                # kinds = [
            """);
    for (String kind : List.of("unpaid", "cancelled", LandedOrders.REFUND)) {
      text.append(
          "    #   { kind = %s, when = %s }%n"
              .formatted(kind, ConfigUtil.quoteString(column + " IN ('…')")));
    }
    return text.append("    # ]\n").toString();
  }

  private static List<String> lacking(SourceContract contract, Map<String, String> columnByInput) {
    return contract.requiredInputNames().stream()
        .filter(input -> !columnByInput.containsKey(input))
        .toList();
  }
}
