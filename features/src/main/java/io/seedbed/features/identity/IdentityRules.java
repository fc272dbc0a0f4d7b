package io.seedbed.features.identity;

import io.seedbed.features.source.LandedIdentities;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What makes ids of different sources one customer.
 *
 * @param rule where links come from
 * @param ownKinds kinds of id that belong to one person alone, the kind that a customer is best
 *     named by first
 * @param sharedKinds kinds that a family or an office may share: such an id goes to a customer
 *     where all its claims lead to one, and is nobody's otherwise
 * @param maxLinks most other ids an id may be claimed to be the same as; one with more is no person
 * @param maxIds most ids of one customer; a larger group of linked ids is left apart
 */
public record IdentityRules(
    IdentityRule rule, List<String> ownKinds, List<String> sharedKinds, int maxLinks, int maxIds) {

  public IdentityRules {
    ownKinds = List.copyOf(ownKinds);
    sharedKinds = List.copyOf(sharedKinds);
    requireKnown("own-kinds", ownKinds);
    requireKnown("shared-kinds", sharedKinds);
    Set<String> both = new HashSet<>(ownKinds);
    both.retainAll(sharedKinds);
    if (!both.isEmpty()) {
      throw new IllegalArgumentException(
          "own-kinds and shared-kinds both name %s. Leave it in one of them."
              .formatted(String.join(", ", new TreeSet<>(both))));
    }
    if (rule == IdentityRule.BY_CLAIMS && ownKinds.isEmpty()) {
      throw new IllegalArgumentException(
          "own-kinds is empty. Name at least one kind of id, or set rule = none.");
    }
    atLeast("max-links", maxLinks);
    atLeast("max-ids", maxIds);
  }

  private static void requireKnown(String key, List<String> kinds) {
    Set<String> unknown = new TreeSet<>(kinds);
    unknown.removeAll(LandedIdentities.KINDS);
    if (!unknown.isEmpty()
        || kinds.stream().anyMatch(kind -> Collections.frequency(kinds, kind) > 1)) {
      throw new IllegalArgumentException(
          "%s is %s. Name each kind once; kinds are %s."
              .formatted(key, String.join(", ", kinds), String.join(", ", LandedIdentities.KINDS)));
    }
  }

  private static void atLeast(String key, int value) {
    if (value < 2) {
      throw new IllegalArgumentException("%s is %d. Give 2 or more.".formatted(key, value));
    }
  }
}
