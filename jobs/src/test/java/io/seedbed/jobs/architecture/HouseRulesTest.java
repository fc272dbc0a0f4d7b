package io.seedbed.jobs.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.seedbed.features.wrong.BreaksTheHouseUtil;
import io.seedbed.jobs.wrong.JobThatKnowsItsJudge;
import io.seedbed.jobs.wrong.JobThatKnowsTheWorld;
import io.seedbed.jobs.wrong.JobThatLooks;
import io.seedbed.models.wrong.ModelThatKnowsJobs;
import io.seedbed.notebooks.wrong.NotebookThatKnowsJobs;
import io.seedbed.world.wrong.ExportThatKnowsTheTruth;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HouseRulesTest {

  private static JavaClasses house;

  @BeforeAll
  static void readTheHouse() {
    house =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // From package on, the test harness of features comes as a jar instead of a folder.
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.seedbed");
  }

  static Stream<Arguments> rulesAndWhoBreaksThem() {
    return Stream.of(
        Arguments.of(HouseRules.FEATURES_KNOW_NOBODY_ABOVE, BreaksTheHouseUtil.class),
        Arguments.of(HouseRules.MODELS_KNOW_FEATURES_ONLY, ModelThatKnowsJobs.class),
        Arguments.of(HouseRules.NOTEBOOKS_DO_NOT_KNOW_JOBS, NotebookThatKnowsJobs.class),
        Arguments.of(HouseRules.ONLY_THE_COMMAND_LINE_KNOWS_THE_WORLD, JobThatKnowsTheWorld.class),
        Arguments.of(HouseRules.ONLY_THE_COMMAND_LINE_EVALUATES, JobThatKnowsItsJudge.class),
        Arguments.of(HouseRules.THE_WORLD_KNOWS_NO_JOBS, ExportThatKnowsTheTruth.class),
        Arguments.of(HouseRules.ONLY_THE_WORLD_WRITES_THE_TRUTH, ExportThatKnowsTheTruth.class),
        Arguments.of(HouseRules.ONLY_JOBS_DO_IO, BreaksTheHouseUtil.class),
        Arguments.of(HouseRules.ONLY_JOBS_READ_AND_WRITE_DATASETS, BreaksTheHouseUtil.class),
        Arguments.of(HouseRules.TRANSFORMATIONS_RUN_NOTHING, BreaksTheHouseUtil.class),
        Arguments.of(HouseRules.ONLY_NAMED_CLASSES_BRING_ROWS_TO_THE_DRIVER, JobThatLooks.class),
        Arguments.of(HouseRules.ONLY_NAMED_CLASSES_HAVE_A_UDF, BreaksTheHouseUtil.class),
        Arguments.of(HouseRules.NO_CLOCK_IN_A_QUERY, BreaksTheHouseUtil.class),
        Arguments.of(HouseRules.ONLY_THE_NIGHT_ASKS_THE_CLOCK, BreaksTheHouseUtil.class),
        Arguments.of(HouseRules.NO_SQL_TEXT, BreaksTheHouseUtil.class),
        Arguments.of(HouseRules.NAMES_SAY_WHAT_A_CLASS_IS, BreaksTheHouseUtil.class));
  }

  @ParameterizedTest
  @MethodSource("rulesAndWhoBreaksThem")
  void theHouseKeepsTheRule(ArchRule rule) {
    rule.check(house);
  }

  @ParameterizedTest
  @MethodSource("rulesAndWhoBreaksThem")
  void aClassThatBreaksTheRuleIsFound(ArchRule rule, Class<?> culprit) {
    JavaClasses wrong = new ClassFileImporter().importClasses(culprit);

    assertThatThrownBy(() -> rule.check(wrong))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("was violated")
        .hasMessageContaining(culprit.getSimpleName());
  }

  @Test
  void allFiveModulesAreLookedAt() {
    assertThat(
            Stream.of("features", "models", "notebooks", "world", "jobs")
                .filter(
                    module ->
                        house.stream()
                            .anyMatch(
                                found ->
                                    found
                                        .getPackageName()
                                        .startsWith("io.seedbed." + module + "."))))
        .containsExactly("features", "models", "notebooks", "world", "jobs");
  }
}
