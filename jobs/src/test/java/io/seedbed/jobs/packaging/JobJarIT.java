package io.seedbed.jobs.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is in the job jar, and what must not be, since a cluster has it already. */
class JobJarIT {

  private static JarFile jar;
  private static Set<String> classes;

  @BeforeAll
  static void open() throws IOException {
    jar = new JarFile(JobJar.path().toFile());
    classes = JobJar.classes(JobJar.path());
  }

  @AfterAll
  static void close() throws IOException {
    jar.close();
  }

  @Test
  void hadoopScalaAndLoggingAreLeftToTheCluster() {
    assertThat(classes)
        .noneMatch(name -> name.startsWith("org/apache/hadoop/"))
        .noneMatch(name -> name.startsWith("org/apache/parquet/"))
        .noneMatch(name -> name.startsWith("scala/"))
        .noneMatch(name -> name.startsWith("org/apache/logging/"))
        .noneMatch(name -> name.startsWith("org/slf4j/"));
  }

  @Test
  void noClassIsThereTwiceOnACluster() throws IOException {
    List<Path> libraries = JobJar.clusterLibraries();
    assertThat(libraries).anyMatch(library -> library.toString().contains("spark-core_2.13"));

    Set<String> brought =
        libraries.stream()
            .flatMap(library -> JobJar.classes(library).stream())
            .collect(Collectors.toSet());

    assertThat(classes).doesNotContainAnyElementsOf(brought);
  }

  @Test
  void classesUnderSparksNameAreDeltas() {
    Set<String> deltas =
        Stream.of(System.getProperty("java.class.path").split(":", -1))
            .filter(library -> library.contains("/delta-"))
            .flatMap(library -> JobJar.classes(Path.of(library)).stream())
            .collect(Collectors.toSet());

    assertThat(classes)
        .filteredOn(name -> name.startsWith("org/apache/spark/"))
        .isNotEmpty()
        .allMatch(deltas::contains);
  }

  @Test
  void everySettingTravelsInTheJar() throws IOException {
    Path conf = JobJar.HOME.resolve("conf");
    List<Path> settings;
    try (Stream<Path> files = Files.walk(conf)) {
      settings =
          files
              .filter(
                  file ->
                      file.toString().endsWith(".conf") || file.toString().endsWith(".properties"))
              .toList();
    }

    assertThat(settings).hasSizeGreaterThan(10);
    for (Path file : settings) {
      assertThat(entry("conf/" + conf.relativize(file))).isEqualTo(Files.readString(file));
    }
  }

  @Test
  void duckDbBringsItsLinuxLibrariesAlone() {
    assertThat(jar.stream().map(entry -> entry.getName()))
        .filteredOn(name -> name.startsWith("libduckdb_java"))
        .containsExactlyInAnyOrder(
            "libduckdb_java.so_linux_amd64", "libduckdb_java.so_linux_arm64");
  }

  @Test
  void driversAndTableFormatsAreAnnounced() throws IOException {
    assertThat(entry("META-INF/services/java.sql.Driver")).contains("org.duckdb.DuckDBDriver");
    assertThat(entry("META-INF/services/org.apache.spark.sql.sources.DataSourceRegister"))
        .contains("org.apache.spark.sql.delta.sources.DeltaDataSource");
  }

  @Test
  void theManifestNamesTheCommandAndWhatItWasBuiltWith() throws IOException {
    Attributes manifest = jar.getManifest().getMainAttributes();

    assertThat(manifest.getValue(Attributes.Name.MAIN_CLASS))
        .isEqualTo("io.seedbed.jobs.cli.Seedbed");
    assertThat(classes).contains("io/seedbed/jobs/cli/Seedbed.class");
    assertThat(manifest.getValue("Spark-Version"))
        .isEqualTo(org.apache.spark.package$.MODULE$.SPARK_VERSION());
    assertThat(manifest.getValue("Delta-Version")).isEqualTo(io.delta.package$.MODULE$.VERSION());
  }

  @Test
  void theLicenceGoesAlong() throws IOException {
    assertThat(entry("META-INF/LICENSE"))
        .isEqualTo(Files.readString(JobJar.HOME.resolve("LICENSE")));
  }

  private static String entry(String name) throws IOException {
    assertThat(jar.getEntry(name)).as(name).isNotNull();
    try (InputStream bytes = jar.getInputStream(jar.getEntry(name))) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
