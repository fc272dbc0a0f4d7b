package io.seedbed.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.table.Table;
import io.seedbed.notebooks.Language;
import io.seedbed.notebooks.dictionary.DataDictionary;
import io.seedbed.notebooks.star.Exported;
import io.seedbed.notebooks.star.StarSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {

  private static final List<Table> DECLARED =
      Catalogue.chapters().stream().flatMap(chapter -> chapter.tables().stream()).toList();

  @ParameterizedTest
  @CsvSource({"ENGLISH, docs/data-dictionary.md", "CHINESE, docs/data-dictionary.zh-CN.md"})
  void theCommittedDictionaryIsWhatTheDeclarationsSay(Language language, String page)
      throws IOException {
    Path file = Path.of(System.getProperty("seedbed.home")).resolve(page);
    String rendered = DataDictionary.render(Catalogue.chapters(), language);
    if (Boolean.getBoolean("update.dictionary")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, rendered);
    }

    assertThat(file)
        .as(
            "%s is out of date. Write it anew: mvn test -pl jobs -am -Dtest=CatalogueTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dupdate.dictionary=true",
            page)
        .content()
        .isEqualTo(rendered);
  }

  @Test
  void everyExportedTableIsInTheDictionary() {
    assertThat(DECLARED).containsAll(StarSchema.tables().stream().map(Exported::table).toList());
  }

  @Test
  void noTableStandsTwice() {
    assertThat(DECLARED).extracting(Table::name).doesNotHaveDuplicates();
  }
}
