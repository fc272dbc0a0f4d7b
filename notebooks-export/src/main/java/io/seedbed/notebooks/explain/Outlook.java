package io.seedbed.notebooks.explain;

import io.seedbed.features.table.Field;
import io.seedbed.models.fit.PurchaseForecast;
import io.seedbed.models.purchase.UserOutlook;
import io.seedbed.notebooks.Language;
import java.util.Map;
import org.apache.spark.sql.Row;

/** Where a buyer stands and what is to be expected of them, in a sentence. */
record Outlook(Amounts amounts, Language language) {

  private static final Map<String, String> CHINESE =
      Map.of(
          "new", "新客",
          "active", "活跃",
          "dormant", "沉睡",
          "lost", "流失",
          "resurrected", "复活");

  /**
   * The sentence.
   *
   * @param row of {@link UserOutlook}
   */
  String sentence(Row row) {
    String code = row.getAs(UserOutlook.LIFECYCLE.name());
    String stage =
        language
            .choose("Lifecycle: %s, last bought %s days ago", "生命周期：%s，距上次购买 %s 日")
            .formatted(
                language.choose(code, CHINESE.getOrDefault(code, code)),
                amounts.number(row.<Long>getAs(UserOutlook.SILENT_DAYS.name())));
    Double alive = row.getAs(PurchaseForecast.P_ALIVE.name());
    if (alive == null) {
      return stage + language.choose("; no purchase model fits this shop.", "；购买模型不适用于本店。");
    }
    return stage
        + language
            .choose(
                "; %s sure to be a customer still; in %s days %s purchase days (%s to %s) and %s are to be expected.",
                "；仍为客户的概率 %s；未来 %s 日预期购买日 %s 个（%s 至 %s），金额 %s。")
            .formatted(
                amounts.percent(alive),
                amounts.number(row.<Long>getAs(UserOutlook.HORIZON_DAYS.name())),
                number(row, PurchaseForecast.PURCHASES),
                number(row, PurchaseForecast.PURCHASES_LOW),
                number(row, PurchaseForecast.PURCHASES_HIGH),
                amounts.money(row.<Long>getAs(PurchaseForecast.NET.name())));
  }

  private String number(Row row, Field field) {
    return amounts.number(row.<Double>getAs(field.name()));
  }
}
