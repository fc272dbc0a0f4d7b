package io.seedbed.features.source;

import java.util.List;

/**
 * What a chat message is worth.
 *
 * @param meaningfulTypes message types that are meaningful whatever they say
 * @param shareTypes message types that share the shop
 * @param minCodePoints code points a text must have after mentions, emoji and URLs are taken off
 * @param acknowledgements texts that are bare acknowledgements, in lower case
 * @param shareDomains hosts, with their subdomains, a link to which is a share; "*" for any
 * @param questions how a question is known
 */
public record MessageRules(
    List<String> meaningfulTypes,
    List<String> shareTypes,
    int minCodePoints,
    List<String> acknowledgements,
    List<String> shareDomains,
    QuestionRules questions) {

  public MessageRules {
    if (minCodePoints < 1) {
      throw new IllegalArgumentException(
          "min-code-points is %d. Give a number of at least 1.".formatted(minCodePoints));
    }
    meaningfulTypes = List.copyOf(meaningfulTypes);
    shareTypes = List.copyOf(shareTypes);
    acknowledgements = List.copyOf(acknowledgements);
    shareDomains = List.copyOf(shareDomains);
  }
}
