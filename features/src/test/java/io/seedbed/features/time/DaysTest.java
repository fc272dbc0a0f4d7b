package io.seedbed.features.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DaysTest {

  private static final LocalDate MAY = LocalDate.of(2026, 5, 1);

  @Test
  void daysBetweenTwoRunDatesLeaveTheFirstOut() {
    assertThat(Days.between(MAY, MAY.plusDays(2)))
        .isEqualTo(Days.of(List.of(MAY.plusDays(1), MAY.plusDays(2))));
    assertThat(Days.between(MAY, MAY)).isEqualTo(Days.NONE);
    assertThat(Days.between(MAY, MAY.minusDays(1)).isEmpty()).isTrue();
  }

  @Test
  void allDaysSwallowOthersAndHaveNoFirst() {
    Days some = Days.of(List.of(MAY));

    assertThat(some.and(Days.ALL)).isEqualTo(Days.ALL);
    assertThat(some.and(Days.NONE)).isEqualTo(some);
    assertThat(Days.ALL.first()).isEmpty();
    assertThat(Days.of(List.of(MAY.plusDays(3), MAY)).first()).contains(MAY);
  }

  @Test
  void rowsWithoutADayCanBeAllThereIs() {
    Days undated = Days.of(Collections.singletonList(null));

    assertThat(undated.isEmpty()).isFalse();
    assertThat(undated).isNotEqualTo(Days.NONE);
    assertThat(undated.first()).isEmpty();
    assertThat(undated.reach(MAY)).isFalse();
    assertThat(Days.of(List.of(MAY)).and(undated)).isEqualTo(Days.of(Arrays.asList(MAY, null)));
  }

  @Test
  void daysReachADateThatTheyComeBackTo() {
    Days late = Days.of(List.of(MAY));

    assertThat(late.reach(MAY)).isTrue();
    assertThat(late.reach(MAY.plusDays(1))).isTrue();
    assertThat(late.reach(MAY.minusDays(1))).isFalse();
    assertThat(Days.NONE.reach(MAY)).isFalse();
    assertThat(Days.ALL.reach(LocalDate.MIN)).isTrue();
  }
}
