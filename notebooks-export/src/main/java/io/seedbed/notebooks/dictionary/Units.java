package io.seedbed.notebooks.dictionary;

import java.util.Map;

/** What units are called in Chinese. */
final class Units {

  private static final Map<String, String> CHINESE =
      Map.ofEntries(
          Map.entry("", ""),
          Map.entry("minor units", "最小货币单位"),
          Map.entry("days", "日"),
          Map.entry("weeks", "周"),
          Map.entry("nights", "夜"),
          Map.entry("changes", "次"),
          Map.entry("months", "月"),
          Map.entry("seconds", "秒"),
          Map.entry("orders", "单"),
          Map.entry("2^-30 orders", "2^-30 单"),
          Map.entry("lines", "行"),
          Map.entry("rows", "行"),
          Map.entry("users", "人"),
          Map.entry("messages", "条"),
          Map.entry("shares", "次"),
          Map.entry("gaps", "个"),
          Map.entry("digits", "位"),
          Map.entry("ratio", "比率"),
          Map.entry("invites", "次"),
          Map.entry("events", "次"),
          Map.entry("bytes", "字节"),
          Map.entry("microseconds", "微秒"),
          Map.entry("code points", "字"),
          Map.entry("probability", "概率"),
          Map.entry("percentile", "分位"),
          Map.entry("log points", "对数点"),
          Map.entry("0 to 100", "0 至 100"));

  static String chinese(String unit) {
    String chinese = CHINESE.get(unit);
    if (chinese == null) {
      throw new IllegalArgumentException(
          "Cannot say the unit '%s' in Chinese. Add it to Units.".formatted(unit));
    }
    return chinese;
  }

  private Units() {}
}
