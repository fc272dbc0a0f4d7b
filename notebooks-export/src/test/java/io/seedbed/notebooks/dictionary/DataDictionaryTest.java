package io.seedbed.notebooks.dictionary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.notebooks.Language;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataDictionaryTest {

  private static final Field DAY = Field.date("day", "Business day", "业务日");
  private static final Field STATUS =
      Field.text("status", "Open | shut", "状态").oneOf("open", "shut").orNull();
  private static final Field SPENT = Field.money("spent_minor", "Money spent", "消费");
  private static final Table VISITS =
      Table.named("visits", "One row per visit", "每行一次到店")
          .with(DAY, STATUS, SPENT)
          .keyedBy(DAY)
          .partitionedBy(DAY);

  @Test
  void aTableIsShownWithItsGrainKeyPartitionAndColumns() {
    assertThat(render(VISITS, Language.ENGLISH))
        .contains("- **Facts**: [visits](#visits)\n")
        .contains(
            """
            ## Facts

            ### visits

            One row per visit.

            Key: `day`.
            Partition: `day`.

            | column | type | unit | null | accepted values | meaning |
            |---|---|---|---|---|---|
            | `day` | DATE |  |  |  | Business day |
            | `status` | STRING |  | yes | `open`, `shut` | Open \\| shut |
            | `spent_minor` | BIGINT | minor units |  |  | Money spent |
            """);
  }

  @Test
  void theChinesePageSaysUnitsAndMeaningsInChinese() {
    assertThat(render(VISITS, Language.CHINESE))
        .contains("## 事实")
        .contains("每行一次到店。")
        .contains("主键：`day`。")
        .contains("| `spent_minor` | BIGINT | 最小货币单位 |  |  | 消费 |");
  }

  @Test
  void aUnitWithoutAChineseNameIsRefused() {
    Field odd = Field.count("odd", "furlongs", "Odd", "怪");
    Table table = Table.named("t", "One row", "一行").with(odd).keyedBy(odd);

    assertThatThrownBy(() -> render(table, Language.CHINESE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot say the unit 'furlongs' in Chinese. Add it to Units.");
  }

  private static String render(Table table, Language language) {
    return DataDictionary.render(List.of(new Chapter("Facts", "事实", List.of(table))), language);
  }
}
