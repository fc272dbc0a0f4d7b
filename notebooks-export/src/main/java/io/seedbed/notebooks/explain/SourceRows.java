package io.seedbed.notebooks.explain;

import io.seedbed.models.segmentation.LabelEvidence;
import io.seedbed.notebooks.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/** The source rows behind a label, one sentence for what they show. */
record SourceRows(List<Row> evidence, Language language) {

  private record Kind(String english, String chinese) {}

  private static final Map<String, Kind> KINDS =
      Map.of(
          "bad_order", new Kind("Bad orders", "坏单"),
          "chargeback", new Kind("Chargebacks", "拒付"),
          "fraud", new Kind("Confirmed frauds", "已确认欺诈"),
          "violation", new Kind("Violations", "违规"),
          "share", new Kind("Shares", "分享"),
          "qualified_invitee", new Kind("Qualified invitees", "有效新客"),
          "buying_invitee", new Kind("Invitees who bought", "已购买的绑定新客"),
          "purchase", new Kind("Purchases", "购买"));

  List<String> sentences() {
    return evidence.stream()
        .collect(
            Collectors.groupingBy(
                row ->
                    row.<String>getAs(LabelEvidence.KIND.name())
                        + " "
                        + row.<String>getAs(LabelEvidence.SOURCE.name()),
                LinkedHashMap::new,
                Collectors.toList()))
        .values()
        .stream()
        .map(this::sentence)
        .toList();
  }

  private String sentence(List<Row> rows) {
    String code = rows.get(0).getAs(LabelEvidence.KIND.name());
    Kind kind = KINDS.getOrDefault(code, new Kind(code, code));
    String ids =
        rows.stream()
            .map(
                row ->
                    "%s (%s)"
                        .formatted(
                            row.<String>getAs(LabelEvidence.ROW_ID.name()),
                            row.<Object>getAs(LabelEvidence.DAY.name())))
            .collect(Collectors.joining(", "));
    return language
        .choose("%s, in %s: %s.", "%s（%s）：%s。")
        .formatted(
            language.choose(kind.english(), kind.chinese()),
            rows.get(0).<String>getAs(LabelEvidence.SOURCE.name()),
            ids);
  }
}
