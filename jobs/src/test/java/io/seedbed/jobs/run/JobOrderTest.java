package io.seedbed.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seedbed.features.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobOrderTest {

  private static final Table A = table("a");
  private static final Table B = table("b");
  private static final Table C = table("c");

  @Test
  void jobsComeAfterWhatTheyReadWhateverTheirListing() {
    List<Job> jobs = List.of(job(C, List.of("m"), A, B), job(B, A), fit("m", B), job(A));

    assertThat(JobOrder.of(jobs)).extracting(Job::name).containsExactly("a", "b", "m", "c");
  }

  @Test
  void whatIsNotNeededIsLeftOut() {
    Table d = table("d");
    List<Job> jobs = List.of(job(d, A), job(C, List.of("m"), A), fit("m", B), job(A), job(B, A));

    assertThat(JobOrder.neededFor(jobs, Set.of(C)))
        .extracting(Job::name)
        .containsExactly("a", "b", "m", "c");
  }

  @Test
  void aCircleIsNamed() {
    assertThatThrownBy(() -> JobOrder.of(List.of(job(A), job(B, A, C), job(C, B))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot order the jobs: b ← c ← b reads itself in the end. Break the circle.");
  }

  @Test
  void aReadThatNothingWritesIsNamed() {
    assertThatThrownBy(() -> JobOrder.of(List.of(job(B, List.of("m"), A))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot order the jobs: b reads a; b reads fit m, which no job writes. Add the job or drop the read.");
  }

  @Test
  void twoWritersOfOneTableAreRefused() {
    assertThatThrownBy(() -> JobOrder.of(List.of(job(A), job(A))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot order the jobs: a and a both write a. Keep one.");
  }

  private static Table table(String name) {
    return Table.named(name, name, name);
  }

  private static Job job(Table writes, Table... reads) {
    return job(writes, List.of(), reads);
  }

  private static Job job(Table writes, List<String> fits, Table... reads) {
    return Job.Build.of(writes, Arrays.asList(reads), fits, inputs -> null);
  }

  private static Job fit(String name, Table... reads) {
    return new Job.Fit(
        name, Arrays.asList(reads), List.of(), inputs -> null, (inputs, cells) -> null);
  }
}
