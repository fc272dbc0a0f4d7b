package io.seedbed.notebooks.explain;

import io.seedbed.models.seeds.SeedScores;
import io.seedbed.models.segmentation.UserSegments;
import io.seedbed.notebooks.Language;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * Why a user has a label: the label and how sure it is, the reasons with value and threshold, the
 * nearest change that would alter it, what the user was before, the source rows behind the label,
 * what is known of the user, the seed score, and where all of it comes from.
 *
 * @param segment the user's row of {@link UserSegments}
 * @param known what else is published of the user
 * @param intervals the user's rows of {@link io.seedbed.models.segmentation.SegmentIntervals}, the
 *     latest first
 * @param evidence the user's rows of {@link io.seedbed.models.segmentation.LabelEvidence}, in order
 * @param seedScore the user's row of {@link SeedScores}; none for who is no candidate
 */
public record Explanation(
    Row segment,
    Known known,
    List<Row> intervals,
    List<Row> evidence,
    Optional<Row> seedScore,
    Provenance provenance) {

  /** The explanation as text, lines ending with a line feed. */
  public String in(Language language) {
    Amounts amounts = new Amounts(provenance.currency(), provenance.minorDigits());
    Reasons reasons = new Reasons(segment, known.features(), amounts, language);
    StringBuilder text = new StringBuilder();
    text.append(headline(amounts, language)).append('\n');
    section(text, language.choose("Why", "判定依据"), reasons.sentences());
    section(text, language.choose("What would change it", "如何改变"), List.of(reasons.nearestFlip()));
    section(
        text,
        language.choose("Since when", "标签变迁"),
        new LabelHistory(intervals, language).sentences());
    section(
        text,
        language.choose("Rows behind it", "来源记录"),
        new SourceRows(evidence, language).sentences());
    section(
        text,
        language.choose("What is known", "已知情况"),
        new History(known, amounts, language).sentences());
    seedScore.ifPresent(
        score ->
            section(
                text,
                language.choose("As a seed user", "种子用户"),
                new SeedText(score, amounts, language).sentences()));
    text.append('\n').append(source(language)).append('\n');
    return text.toString();
  }

  private String headline(Amounts amounts, Language language) {
    String user = segment.getAs(UserSegments.USER_ID.name());
    Double probability = segment.getAs(UserSegments.PROBABILITY.name());
    String runnerUp = segment.getAs(UserSegments.RUNNER_UP.name());
    String sure =
        probability == null
            ? language.choose("how sure cannot be said", "把握无法给出")
            : language.choose("%s sure", "把握 %s").formatted(amounts.percent(probability));
    String next =
        runnerUp == null
            ? ""
            : language
                .choose("; otherwise most likely %s", "；其次可能：%s")
                .formatted(Label.of(runnerUp).in(language));
    return language
        .choose("%s is %s (%s%s).", "%s：%s（%s%s）。")
        .formatted(user, Label.of(segment).in(language) + flags(language), sure, next);
  }

  private String flags(Language language) {
    if (segment.<Boolean>getAs(UserSegments.IS_NOT_YET_DUE.name())) {
      return language.choose(", nor due to do so yet", "，未到复购期");
    }
    if (segment.<Boolean>getAs(UserSegments.IS_VOIDED_BUYER.name())) {
      return language.choose(" who paid once but kept nothing", "，曾付款但全部作废");
    }
    return "";
  }

  private String source(Language language) {
    return language
        .choose(
            "As of the end of %s: run %s, rules %s, fits %s, configuration %s.",
            "截至 %s 日终：运行 %s，规则集 %s，拟合版本 %s，配置 %s。")
        .formatted(
            provenance.runDate(),
            provenance.runId(),
            segment.<String>getAs(UserSegments.RULE_SET.name()),
            segment.<String>getAs(UserSegments.FIT_VERSION.name()),
            provenance.configHash());
  }

  private static void section(StringBuilder text, String title, List<String> sentences) {
    if (sentences.isEmpty()) {
      return;
    }
    text.append('\n').append(title).append('\n');
    sentences.forEach(sentence -> text.append("  - ").append(sentence).append('\n'));
  }
}
