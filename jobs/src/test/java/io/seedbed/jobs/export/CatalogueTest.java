package io.seedbed.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.seedbed.features.table.Table;
import io.seedbed.notebooks.Language;
import io.seedbed.notebooks.dictionary.DataDictionary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
  void everyDeclaredTableIsInTheDictionary() {
    assertThat(DECLARED).extracting(Table::name).containsAll(namesInAllClasses());
  }

  @Test
  void everyExportedTableIsInTheDictionary() {
    assertThat(DECLARED)
        .extracting(Table::name)
        .containsAll(Catalogue.exported().stream().map(each -> each.table().name()).toList());
  }

  @Test
  void noTableStandsTwice() {
    assertThat(DECLARED).extracting(Table::name).doesNotHaveDuplicates();
  }

  private static Set<String> namesInAllClasses() {
    Set<String> names = new HashSet<>();
    new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            // From package on, what modules share for tests comes as jars instead of folders.
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.seedbed")
            .stream()
            .flatMap(type -> type.getFields().stream())
            .filter(field -> field.getRawType().isEquivalentTo(Table.class))
            .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
            .filter(field -> field.getModifiers().contains(JavaModifier.PUBLIC))
            .forEach(field -> names.add(valueOf(field).name()));
    assertThat(names).hasSizeGreaterThan(20);
    return names;
  }

  private static Table valueOf(JavaField field) {
    try {
      return (Table) field.reflect().get(null);
    } catch (IllegalAccessException hidden) {
      throw new AssertionError(hidden);
    }
  }
}
