package io.seedbed.jobs.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;

/** The rules of the house that a machine can hold. */
final class HouseRules {

  private static final String FEATURES = "io.seedbed.features..";
  private static final String MODELS = "io.seedbed.models..";
  private static final String NOTEBOOKS = "io.seedbed.notebooks..";
  private static final String JOBS = "io.seedbed.jobs..";
  private static final String EVALUATION = "io.seedbed.jobs.evaluate..";
  private static final String COMMAND_LINE = "io.seedbed.jobs.cli..";
  private static final String WORLD = "io.seedbed.world..";
  private static final String TRUTH = "io.seedbed.world.truth..";

  static final ArchRule FEATURES_KNOW_NOBODY_ABOVE =
      noClasses()
          .that()
          .resideInAPackage(FEATURES)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(MODELS, NOTEBOOKS, JOBS);

  static final ArchRule MODELS_KNOW_FEATURES_ONLY =
      noClasses()
          .that()
          .resideInAPackage(MODELS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(NOTEBOOKS, JOBS);

  static final ArchRule NOTEBOOKS_DO_NOT_KNOW_JOBS =
      noClasses()
          .that()
          .resideInAPackage(NOTEBOOKS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(JOBS);

  /** A job that reads how its judge makes up the world is judged by nobody. */
  static final ArchRule ONLY_THE_COMMAND_LINE_KNOWS_THE_WORLD =
      noClasses()
          .that()
          .resideOutsideOfPackages(WORLD, COMMAND_LINE)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(WORLD);

  /** What is found in an evaluation decides nothing. */
  static final ArchRule ONLY_THE_COMMAND_LINE_EVALUATES =
      noClasses()
          .that()
          .resideOutsideOfPackages(EVALUATION, COMMAND_LINE)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(EVALUATION);

  static final ArchRule THE_WORLD_KNOWS_NO_JOBS =
      noClasses()
          .that()
          .resideInAPackage(WORLD)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FEATURES, MODELS, NOTEBOOKS, JOBS, "org.apache.spark..");

  static final ArchRule ONLY_THE_WORLD_WRITES_THE_TRUTH =
      noClasses()
          .that()
          .resideOutsideOfPackage(TRUTH)
          .and(areNot("World"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(TRUTH);

  static final ArchRule ONLY_JOBS_DO_IO =
      noClasses()
          .that()
          .resideInAnyPackage(FEATURES, MODELS, NOTEBOOKS)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.nio.file..", "java.net..", "org.apache.hadoop..")
                  .or(
                      resideInAPackage("java.io..")
                          .and(
                              DescribedPredicate.not(
                                  nameMatching("java\\.io\\.(Serializable|PrintStream)")))));

  static final ArchRule ONLY_JOBS_READ_AND_WRITE_DATASETS =
      noClasses()
          .that()
          .resideInAnyPackage(FEATURES, MODELS, NOTEBOOKS)
          .should()
          .accessTargetWhere(
              calls("org.apache.spark.sql.SparkSession", "active|builder|read|sql|table")
                  .or(calls("org.apache.spark.sql.Dataset", "write|writeTo|createTempView.*")));

  static final ArchRule TRANSFORMATIONS_RUN_NOTHING =
      noClasses()
          .that()
          .resideInAnyPackage(FEATURES, MODELS, NOTEBOOKS)
          .should()
          .accessTargetWhere(runsAQuery());

  /** Fits, checks and what is shown need numbers on the driver; nothing else does. */
  static final ArchRule ONLY_NAMED_CLASSES_BRING_ROWS_TO_THE_DRIVER =
      noClasses()
          .that()
          .resideInAPackage(JOBS)
          .and(
              areNot(
                  "RunTables",
                  "Previous",
                  "TableChecks",
                  "PublishedTables",
                  "Publications",
                  "Headlines",
                  "SourceCheck",
                  "UserLookup",
                  "ShadowCommand",
                  "PublishedNight",
                  "Achievable"))
          .should()
          .accessTargetWhere(runsAQuery());

  /** Each says in a comment why no column expression will do. */
  static final ArchRule ONLY_NAMED_CLASSES_HAVE_A_UDF =
      noClasses()
          .that(
              areNot(
                  "AnswerGraph",
                  "BetaTail",
                  "BetaLowerBound",
                  "GammaTail",
                  "GammaLowerBound",
                  "PurchaseForecast"))
          .should()
          .accessTargetWhere(
              calls("org.apache.spark.sql.functions", "udf|udaf|callUDF|call_udf")
                  .or(calls("org.apache.spark.sql.UDFRegistration", "register.*")));

  static final ArchRule NO_CLOCK_IN_A_QUERY =
      noClasses()
          .should()
          .accessTargetWhere(
              calls(
                  "org.apache.spark.sql.functions",
                  "current_date|curdate|current_timestamp|now|localtimestamp|rand|randn|uuid"));

  /** The night takes the time of a run once and hands it on. */
  static final ArchRule ONLY_THE_NIGHT_ASKS_THE_CLOCK =
      noClasses()
          .that(areNot("Night"))
          .should()
          .accessTargetWhere(
              calls("java\\.time\\.(Instant|LocalDate|LocalDateTime|ZonedDateTime)", "now")
                  .or(calls("java\\.time\\.(Clock|InstantSource)", "system.*"))
                  .or(calls("java.lang.System", "currentTimeMillis")));

  /** Conditions of presets are the shop's own text and are read as expressions in one place. */
  static final ArchRule NO_SQL_TEXT =
      noClasses()
          .that(areNot("GivenInputs"))
          .should()
          .accessTargetWhere(
              calls("org.apache.spark.sql.functions", "expr")
                  .or(calls("org.apache.spark.sql.Dataset", "selectExpr"))
                  .or(calls("org.apache.spark.sql.SparkSession", "sql")));

  static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .resideInAnyPackage("..utils..", "..util..", "..common..", "..helper..", "..base..");

  private static DescribedPredicate<JavaAccess<?>> runsAQuery() {
    return calls(
        "org.apache.spark.sql.Dataset",
        "collect|collectAsList|count|show|head|first|take|takeAsList|tail|toLocalIterator|foreach"
            + "|foreachPartition|isEmpty|reduce|cache|persist|checkpoint|localCheckpoint|rdd"
            + "|toJavaRDD|javaRDD");
  }

  private static DescribedPredicate<JavaAccess<?>> calls(
      String classPattern, String methodPattern) {
    return DescribedPredicate.describe(
        "call %s.%s".formatted(classPattern, methodPattern),
        access ->
            access.getTargetOwner().getName().matches(classPattern)
                && access.getName().matches(methodPattern));
  }

  private static DescribedPredicate<JavaClass> areNot(String... names) {
    return DescribedPredicate.describe(
        "are not " + Arrays.toString(names),
        javaClass ->
            Arrays.asList(names).stream()
                .noneMatch(
                    name ->
                        javaClass.getSimpleName().equals(name)
                            || javaClass.getName().contains("." + name + "$")));
  }

  private HouseRules() {}
}
