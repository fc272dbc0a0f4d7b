package io.seedbed.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchResultsTest {

  private static final Ratio NIGHT_TO_DUCKDB =
      new Ratio("night ÷ DuckDB", Subject.NIGHT, Subject.DUCKDB, Measure.CPU);

  private static final BenchResults RESULTS =
      SomeResults.of(
          Map.of(
              Subject.NIGHT, List.of(SomeResults.cost(9, 30), SomeResults.cost(5, 20)),
              Subject.DUCKDB, List.of(SomeResults.cost(4, 10))));

  @Test
  void aRatioIsThatOfTheMedians() {
    assertThat(RESULTS.value(NIGHT_TO_DUCKDB)).hasValue(2.5);
  }

  @Test
  void aRatioOfWhatWasNotMeasuredIsEmpty() {
    Ratio rebuild = new Ratio("rebuild", Subject.REBUILD, Subject.DUCKDB, Measure.CPU);
    Ratio toNothing = new Ratio("files", Subject.NIGHT, Subject.DUCKDB, Measure.FILES);

    assertThat(RESULTS.value(rebuild)).isEmpty();
    assertThat(RESULTS.value(toNothing)).isEmpty();
  }

  @Test
  void aPartThatWasMeasuredApartIsTakenOffAndThePeakStays() {
    Cost whole = new Cost(10, 20, 900, 1_000, 500, 100, 50, 40);
    Cost export = new Cost(2, 5, 700, 200, 100, 0, 20, 30);

    assertThat(whole.without(export)).isEqualTo(new Cost(8, 15, 900, 800, 400, 100, 30, 10));
    assertThat(whole.peaking(300).peakMb()).isEqualTo(300);
  }

  @Test
  void jsonHoldsMediansExtremesAndEveryRepetition() throws JsonProcessingException {
    JsonNode night = Json.MAPPER.readTree(RESULTS.json()).at("/subjects/night");

    assertThat(night.at("/cpu_seconds/median").asDouble()).isEqualTo(25);
    assertThat(night.at("/cpu_seconds/least").asDouble()).isEqualTo(20);
    assertThat(night.at("/cpu_seconds/most").asDouble()).isEqualTo(30);
    assertThat(night.at("/repetitions/1/wall_seconds").asDouble()).isEqualTo(5);
  }

  @Test
  void jsonHoldsWhatTheNumbersRestOn() throws JsonProcessingException {
    JsonNode json = Json.MAPPER.readTree(RESULTS.json());

    assertThat(json.at("/surroundings/processor").asText()).isEqualTo("Some CPU");
    assertThat(json.at("/surroundings/versions/Spark").asText()).isEqualTo("4.1.0");
    assertThat(json.at("/surroundings/configHash").asText()).isEqualTo("abc");
    assertThat(json.at("/ratios/0/above").asText()).isEqualTo("night");
    assertThat(json.at("/ratios/0/ratio").asDouble()).isEqualTo(2.5);
    assertThat(json.at("/ratios/1").has("ratio")).isFalse();
  }

  @Test
  void aTableWithAnyRowThatDiffersIsNotExact() {
    BenchResults agreeing =
        SomeResults.of(Map.of(), List.of(new Agreement("user_day", 10, 0, List.of())));
    BenchResults disagreeing =
        SomeResults.of(
            Map.of(),
            List.of(
                new Agreement("user_day", 10, 0, List.of()),
                new Agreement("orders", 5, 2, List.of())));

    assertThat(agreeing.isExact()).isTrue();
    assertThat(disagreeing.isExact()).isFalse();
  }
}
