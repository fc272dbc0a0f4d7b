package io.seedbed.features.source;

import static io.seedbed.features.testing.Spark.row;
import static io.seedbed.features.testing.Spark.table;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

class HappeningTest {

  @Test
  void aStayThatIsSentAgainAsItWasIsNoNews() {
    assertThat(news(stays(stay("f", "ann", null)), stays(stay("g", "ann", null)))).isEmpty();
  }

  @Test
  void aLeaveIsNewsOfTheDayOfTheLeaveAlone() {
    assertThat(news(stays(stay("f", "ann", null)), stays(stay("g", "ann", "2026-05-20T01:00:00Z"))))
        .containsExactly("2026-05-20");
  }

  @Test
  void anotherInviterAndAStayThatIsGoneAreNewsOfTheDayOfTheJoin() {
    assertThat(news(stays(stay("f", "ann", null)), stays(stay("f", "bob", null))))
        .containsExactly("2026-05-01");
    assertThat(news(stays(stay("f", "ann", "2026-05-20T01:00:00Z")), stays()))
        .containsExactly("2026-05-01", "2026-05-20");
  }

  @Test
  void rowsThatAreNotAcceptedSayNothing() {
    Object[] refused = stay("f", "ann", null);
    refused[LandedMemberships.TABLE.fields().indexOf(LandedRows.STATUS)] = LandedRows.REJECTED;

    assertThat(news(stays(), stays(refused))).isEmpty();
  }

  private static List<String> news(Dataset<Row> before, Dataset<Row> after) {
    List<Happening> happenings = LandedMemberships.happenings(functions::to_date);
    return Happening.differences(happenings, before, after).collectAsList().stream()
        .map(day -> day.getDate(0).toString())
        .sorted()
        .toList();
  }

  private static Dataset<Row> stays(Object[]... rows) {
    return table(LandedMemberships.TABLE, rows);
  }

  private static Object[] stay(String file, String inviter, String leftAt) {
    return row(
        file,
        1L,
        LandedRows.ACCEPTED,
        null,
        null,
        "membership",
        false,
        Date.valueOf("2026-05-01"),
        7L,
        null,
        "group",
        "user",
        at("2026-05-01T01:00:00Z"),
        leftAt == null ? null : at(leftAt),
        inviter,
        "scan");
  }

  private static Timestamp at(String instant) {
    return Timestamp.from(Instant.parse(instant));
  }
}
