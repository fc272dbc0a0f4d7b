package io.seedbed.features.source;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How the columns of a source's files become the canonical inputs of its contract.
 *
 * @param columns by canonical input; where the map is missing, every input is the column of its
 *     name
 * @param kinds rules for what a row is; a row that no rule names is of the contract's first kind
 * @param zone of local times whose input names none; without it the shop's
 * @param keyless whether rows have no key of their own, so that only equal rows are duplicates
 * @param only a Spark SQL condition over the STRING columns of the files: rows for which it is not
 *     true are another source's, and neither read nor counted here; rows that could not be read
 *     stay, so that each source of the files accounts for them
 */
public record SourceMapping(
    Optional<Map<String, InputMapping>> columns,
    Optional<List<KindRule>> kinds,
    Optional<ZoneId> zone,
    Optional<Boolean> keyless,
    Optional<String> only) {

  /** Every input from the column of its name. */
  public static SourceMapping canonical() {
    return new SourceMapping(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Where an input comes from; empty when it is not mapped. */
  public Optional<InputMapping> of(String input) {
    return columns
        .map(mapped -> Optional.ofNullable(mapped.get(input)))
        .orElseGet(() -> Optional.of(InputMapping.ofColumn(input)));
  }

  /**
   * Refuses what the contract does not know.
   *
   * @throws IllegalArgumentException naming the input or kind and what there is
   */
  public void check(SourceContract contract) {
    List<String> inputs = contract.inputNames();
    for (String input : columns.map(Map::keySet).orElseGet(java.util.Set::of)) {
      if (!inputs.contains(input)) {
        throw new IllegalArgumentException(
            "maps '%s', which is no input of %s. Its inputs are %s."
                .formatted(input, contract.name(), String.join(", ", inputs)));
      }
    }
    for (String input : contract.requiredInputNames()) {
      if (of(input).isEmpty()) {
        throw new IllegalArgumentException(
            "does not map '%s', which %s requires. Map it to a column, an expression or a constant."
                .formatted(input, contract.name()));
      }
    }
    for (KindRule rule : kindRules()) {
      if (!contract.kinds().contains(rule.kind())) {
        throw new IllegalArgumentException(
            "names kind '%s', which %s does not have. Its kinds are %s."
                .formatted(
                    rule.kind(),
                    contract.name(),
                    String.join(", ", new TreeSet<>(contract.kinds()))));
      }
    }
  }

  List<KindRule> kindRules() {
    return kinds.orElseGet(List::of);
  }

  boolean isKeyless() {
    return keyless.orElse(false);
  }
}
