package io.seedbed.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.source.LandedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTest {

  private static final Instant FIRST_NIGHT = Instant.parse("2026-05-01T01:00:00Z");
  private static final Instant NEXT_NIGHT = Instant.parse("2026-05-02T01:00:00Z");

  @TempDir private Path folder;

  @Test
  void newChangedAndGoneFilesAreToldApartAndTheOthersLeftAlone() throws IOException {
    write("same", "1");
    write("other", "1");
    write("gone", "1");
    List<Row> before = landed(List.of(), FIRST_NIGHT);
    write("other", "22");
    write("new", "1");
    Files.delete(folder.resolve("gone"));
    List<Row> now = landed(before, NEXT_NIGHT);

    Delivery delivery = Delivery.between(before, now, "orders", files());
    assertThat(delivery.fresh()).extracting(SourceFile::name).containsExactly("new", "other");
    assertThat(delivery.withdrawn()).containsExactly("gone", "other");
    assertThat(ingested(now, "same")).isEqualTo(FIRST_NIGHT);
    assertThat(ingested(now, "other")).isEqualTo(NEXT_NIGHT);
  }

  @Test
  void aCopyOfTheSameBytesAtAnotherTimeIsTheSameFile() throws IOException {
    write("a", "1");
    List<Row> before = landed(List.of(), FIRST_NIGHT);
    Files.setLastModifiedTime(folder.resolve("a"), FileTime.from(NEXT_NIGHT));
    List<Row> now = landed(before, NEXT_NIGHT);

    assertThat(Delivery.between(before, now, "orders", files()).isEmpty()).isTrue();
    assertThat(ingested(now, "a")).isEqualTo(FIRST_NIGHT);
  }

  @Test
  void filesThatAreToBeLandedAgainAreWithdrawnToo() throws IOException {
    write("a", "1");
    List<Row> rows = landed(List.of(), FIRST_NIGHT);

    Delivery again = Delivery.between(rows, rows, "orders", files()).again(Set.of("a"), files());
    assertThat(again.fresh()).extracting(SourceFile::name).containsExactly("a");
    assertThat(again.withdrawn()).containsExactly("a");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private List<SourceFile> files() {
    return SourceFile.matching("orders", List.of(folder + "/*"), new Configuration());
  }

  private List<Row> landed(List<Row> before, Instant at) {
    return Delivery.landed(before, "orders", files(), at, new Configuration()).stream()
        .map(row -> (Row) new GenericRowWithSchema(values(row), LandedFiles.TABLE.schema()))
        .toList();
  }

  private static Object[] values(Row row) {
    return IntStream.range(0, row.size()).mapToObj(row::get).toArray();
  }

  private static Instant ingested(List<Row> rows, String file) {
    return rows.stream()
        .filter(row -> file.equals(row.getAs(LandedFiles.FILE.name())))
        .map(row -> row.<Timestamp>getAs(LandedFiles.INGESTED_AT.name()).toInstant())
        .findFirst()
        .orElseThrow();
  }
}
