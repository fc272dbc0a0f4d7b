package io.seedbed.notebooks.dictionary;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.notebooks.Language;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataTypes;

/** The data dictionary as Markdown: every table with its grain, key, partition and columns. */
public final class DataDictionary {

  private final Language language;
  private final StringBuilder page = new StringBuilder();

  private DataDictionary(Language language) {
    this.language = language;
  }

  /** The page in one language. */
  public static String render(List<Chapter> chapters, Language language) {
    DataDictionary dictionary = new DataDictionary(language);
    dictionary.preface();
    dictionary.contents(chapters);
    chapters.forEach(dictionary::chapter);
    return dictionary.page.toString();
  }

  private void preface() {
    line("# " + say("Data dictionary", "数据字典"));
    line("");
    line(
        say(
            "Generated from the declarations of the tables; do not edit. In the order the data"
                + " flow. Amounts end in `_minor` and are whole minor units of the reporting"
                + " currency (fen, pence); `day` is a business day of the shop's zone; names ending"
                + " in `_at` are instants in UTC; `_90d` is the 90 business days that end with the"
                + " run date. An empty cell is null: not known, or undefined. What the words mean"
                + " is said in the README.",
            "本页由表声明生成，请勿手工修改。按数据流向排列。以 `_minor` 结尾的金额为记账币种的最小单位整数（如分）；"
                + "`day` 为店铺时区的业务日；以 `_at` 结尾的是 UTC 时刻；`_90d` 指以运行日为末日的 90 个业务日。"
                + "空值表示未知或无定义。术语含义见 README.zh-CN。"));
    line("");
  }

  private void contents(List<Chapter> chapters) {
    for (Chapter chapter : chapters) {
      String tables =
          chapter.tables().stream()
              .map(table -> "[%s](#%s)".formatted(table.name(), table.name()))
              .collect(Collectors.joining(", "));
      line("- **%s**: %s".formatted(say(chapter.english(), chapter.chinese()), tables));
    }
    line("");
  }

  private void chapter(Chapter chapter) {
    line("## " + say(chapter.english(), chapter.chinese()));
    line("");
    chapter.tables().forEach(this::table);
  }

  private void table(Table table) {
    line("### " + table.name());
    line("");
    line(say(table.english() + ".", table.chinese() + "。"));
    line("");
    line(say("Key: ", "主键：") + names(table.key()) + say(".", "。"));
    table
        .partition()
        .ifPresent(
            field -> line(say("Partition: ", "分区：") + names(List.of(field)) + say(".", "。")));
    line("");
    line(
        say(
            "| column | type | unit | null | accepted values | meaning |",
            "| 列 | 类型 | 单位 | 可空 | 取值 | 含义 |"));
    line("|---|---|---|---|---|---|");
    table.fields().forEach(this::column);
    line("");
  }

  private void column(Field field) {
    line(
        "| `%s` | %s | %s | %s | %s | %s |"
            .formatted(
                field.name(),
                cell(type(field)),
                cell(say(field.unit(), Units.chinese(field.unit()))),
                field.isNullable() ? say("yes", "是") : "",
                field.accepted().stream()
                    .map(value -> "`" + value + "`")
                    .collect(Collectors.joining(", ")),
                cell(say(field.english(), field.chinese()))));
  }

  private static String type(Field field) {
    return field.type().equals(DataTypes.TimestampType)
        ? "TIMESTAMP (UTC)"
        : field.type().sql().toUpperCase(Locale.ROOT);
  }

  private String names(List<Field> fields) {
    return fields.stream()
        .map(field -> "`" + field.name() + "`")
        .collect(Collectors.joining(say(", ", "、")));
  }

  private String say(String english, String chinese) {
    return language.choose(english, chinese);
  }

  private void line(String text) {
    page.append(text).append('\n');
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
