package io.seedbed.features.source;

import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;

/**
 * How a question is known by its words, in Chinese and in English. Every list holds regular
 * expressions over the text in lower case, after mentions, emoji and URLs are taken off; values and
 * reasons stand in {@code conf/rules/ingest.conf}.
 *
 * @param code what is cut out of any text before anything is looked for
 * @param passedOver what is cut out of a Chinese text then: exclamations, rhetoric
 * @param phrases Chinese words that ask wherever it stands
 * @param particles Chinese words that ask at the end of a clause
 * @param lastParticles Chinese words that ask at the end of the message
 * @param questionWords Chinese words that ask in a short clause
 * @param clauseLength most characters of such a clause on either side of its question word
 * @param interrogatives English words that ask before a verb at the start of a clause, and before a
 *     verb and its subject anywhere
 * @param relatives English words that ask before a verb and its subject only
 * @param auxiliaries English verbs that ask where they precede their subject
 * @param boundAuxiliaries English verbs that do so only after an interrogative or a relative
 * @param subjects English subjects that such a verb can precede
 * @param openings English words that ask at the start of a clause
 * @param englishPhrases English words that ask wherever they stand
 * @param tags English words that ask at the end of the message
 */
public record QuestionRules(
    List<String> code,
    List<String> passedOver,
    List<String> phrases,
    List<String> particles,
    List<String> lastParticles,
    List<String> questionWords,
    int clauseLength,
    List<String> interrogatives,
    List<String> relatives,
    List<String> auxiliaries,
    List<String> boundAuxiliaries,
    List<String> subjects,
    List<String> openings,
    List<String> englishPhrases,
    List<String> tags) {

  private static final String MARK = "[？?]+(?=[^a-z0-9]|$)";
  private static final String CLAUSE_END = "(?=[，,。~…\\s啊呀]|$)";
  private static final String MESSAGE_END = "(?=[，,。~…\\s]*$)";
  private static final String CLAUSE_START = "(?:^|(?<=[，,。；;~…\\s]))";
  private static final String SHORT_CLAUSE_END = "(?=[，,。；;~…\\s]|$)";
  private static final String IN_CLAUSE = "[^，,。！!？?；;~…\\s]{0,%d}";
  private static final String ENGLISH_START =
      "(?:^|[.,!:;-] *|(?<![a-z0-9'])(?:and|or|but|so|well|also|hi|hey|hello|hm|hmm|ok|then) +)";
  private static final String ENGLISH_END = "(?=[ .]*$)";

  public QuestionRules {
    if (clauseLength < 1) {
      throw new IllegalArgumentException(
          "clause-length is %d. Give a number of at least 1.".formatted(clauseLength));
    }
    code = List.copyOf(code);
    passedOver = List.copyOf(passedOver);
    phrases = List.copyOf(phrases);
    particles = List.copyOf(particles);
    lastParticles = List.copyOf(lastParticles);
    questionWords = List.copyOf(questionWords);
    interrogatives = List.copyOf(interrogatives);
    relatives = List.copyOf(relatives);
    auxiliaries = List.copyOf(auxiliaries);
    boundAuxiliaries = List.copyOf(boundAuxiliaries);
    subjects = List.copyOf(subjects);
    openings = List.copyOf(openings);
    englishPhrases = List.copyOf(englishPhrases);
    tags = List.copyOf(tags);
    Stream.of(
            Map.entry("code", code),
            Map.entry("passed-over", passedOver),
            Map.entry("phrases", phrases),
            Map.entry("particles", particles),
            Map.entry("last-particles", lastParticles),
            Map.entry("question-words", questionWords),
            Map.entry("interrogatives", interrogatives),
            Map.entry("relatives", relatives),
            Map.entry("auxiliaries", auxiliaries),
            Map.entry("bound-auxiliaries", boundAuxiliaries),
            Map.entry("subjects", subjects),
            Map.entry("openings", openings),
            Map.entry("english-phrases", englishPhrases),
            Map.entry("tags", tags))
        .forEach(list -> requirePatterns(list.getKey(), list.getValue()));
  }

  /**
   * Whether a text is to be held against what is Chinese: hardly any other has such a character.
   */
  static Column isChinese(Column text) {
    return text.rlike("\\p{IsHan}");
  }

  /** A text in lower case without what asks nothing. */
  Column said(Column text) {
    Column prose = regexp_replace(text, any(code), " ");
    return when(isChinese(text), regexp_replace(prose, any(passedOver), " ")).otherwise(prose);
  }

  /** Whether what is {@link #said} asks. */
  Column asks(Column said) {
    return said.rlike(MARK + "|" + english()).or(isChinese(said).and(said.rlike(chinese())));
  }

  private String chinese() {
    String clause = IN_CLAUSE.formatted(clauseLength);
    return "%s|%s%s|(?<=\\p{IsHan})%s%s|%s%s%s%s%s"
        .formatted(
            any(phrases),
            any(particles),
            CLAUSE_END,
            any(lastParticles),
            MESSAGE_END,
            CLAUSE_START,
            clause,
            any(questionWords),
            clause,
            SHORT_CLAUSE_END);
  }

  private String english() {
    String verb = either(auxiliaries, boundAuxiliaries);
    String asked =
        "%s(?: else| exactly)? +%s +%s"
            .formatted(either(interrogatives, relatives), verb, any(subjects));
    String opening =
        "%s(?:%s +%s +[a-z]+|%s +%s|%s)"
            .formatted(
                ENGLISH_START,
                any(interrogatives),
                verb,
                any(auxiliaries),
                any(subjects),
                any(openings));
    return "(?:%s|(?<![a-z0-9'])(?:%s|%s|%s%s))(?![a-z0-9])"
        .formatted(opening, asked, any(englishPhrases), any(tags), ENGLISH_END);
  }

  private static String either(List<String> some, List<String> others) {
    return any(List.of(any(some), any(others)));
  }

  private static String any(List<String> patterns) {
    return "(?:" + String.join("|", patterns) + ")";
  }

  private static void requirePatterns(String key, List<String> patterns) {
    if (patterns.isEmpty()) {
      throw new IllegalArgumentException(
          "%s is empty, so that nothing tells what it stands for. Give at least one regular expression."
              .formatted(key));
    }
    for (String pattern : patterns) {
      try {
        Pattern.compile(pattern);
      } catch (PatternSyntaxException broken) {
        throw new IllegalArgumentException(
            "%s holds '%s', which is no regular expression: %s. Correct it."
                .formatted(key, pattern, broken.getDescription()),
            broken);
      }
    }
  }
}
