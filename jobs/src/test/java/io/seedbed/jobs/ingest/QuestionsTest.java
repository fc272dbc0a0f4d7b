package io.seedbed.jobs.ingest;

import static io.seedbed.features.testing.Spark.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.seedbed.features.source.LandedChatMessages;
import io.seedbed.features.source.LandedRows;
import io.seedbed.features.source.Reading;
import io.seedbed.jobs.config.EffectiveSettings;
import io.seedbed.jobs.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged rules for questions, held against what a person said of real messages. */
class QuestionsTest {

  private static final double STANDARD_NORMAL_975 = 1.959964;

  private static List<LabelledMessage> labelled;
  private static List<Boolean> found;

  @BeforeAll
  static void land(@TempDir Path folder) throws IOException {
    String data = System.getenv("SEEDBED_DATA");
    assumeTrue(data != null && !data.isBlank(), "SEEDBED_DATA is not set");
    labelled = LabelledMessage.from(Path.of(data));
    found = asked(labelled, folder);
  }

  @Test
  void ofMessagesTheRulesWereNotMadeOnNineInTenAreJudgedRight() {
    Agreement unseen = agreement(message -> message.part().equals("unseen"));
    assertThat(unseen.messages()).isEqualTo(160);
    assertThat(unseen.f1()).as(unseen.toString()).isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void inBothLanguagesTogetherAndAloneQuestionsAreFound() {
    Agreement all = agreement(message -> true);
    assertThat(all.messages()).isEqualTo(640);
    assertThat(all.f1()).as(all.toString()).isGreaterThanOrEqualTo(0.9);
    for (String language : List.of("en", "zh")) {
      Agreement one = agreement(message -> message.language().equals(language));
      assertThat(one.messages()).isEqualTo(320);
      assertThat(one.f1()).as(language + " " + one).isGreaterThanOrEqualTo(0.9);
    }
  }

  /** Counts of messages by what was said and what was found. */
  private record Agreement(int messages, int hits, int falseAlarms, int misses) {

    double f1() {
      return 2.0 * hits / (2 * hits + falseAlarms + misses);
    }

    /** Wilson's interval (1927) of a share. */
    private static String share(int part, int whole) {
      double p = (double) part / whole;
      double z2 = STANDARD_NORMAL_975 * STANDARD_NORMAL_975 / whole;
      double centre = p + z2 / 2;
      double half = Math.sqrt(z2 * (p * (1 - p) + z2 / 4));
      return "%.3f (%.3f to %.3f)"
          .formatted(p, (centre - half) / (1 + z2), (centre + half) / (1 + z2));
    }

    @Override
    public String toString() {
      return "%d messages, precision %s, recall %s, F1 %.3f"
          .formatted(messages, share(hits, hits + falseAlarms), share(hits, hits + misses), f1());
    }
  }

  private static Agreement agreement(Predicate<LabelledMessage> among) {
    int[] picked =
        IntStream.range(0, labelled.size()).filter(i -> among.test(labelled.get(i))).toArray();
    return new Agreement(
        picked.length,
        (int) IntStream.of(picked).filter(i -> said(i) && found.get(i)).count(),
        (int) IntStream.of(picked).filter(i -> !said(i) && found.get(i)).count(),
        (int) IntStream.of(picked).filter(i -> said(i) && !found.get(i)).count());
  }

  private static boolean said(int message) {
    return labelled.get(message).isQuestion();
  }

  private static List<Boolean> asked(List<LabelledMessage> messages, Path folder)
      throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      lines.add(
          json.writeValueAsString(
              Map.of(
                  "message_id",
                  String.valueOf(i),
                  "user_id",
                  "somebody",
                  "sent_at",
                  "2024-05-01T00:00:00Z",
                  "text",
                  messages.get(i).text())));
    }
    Path file = Files.write(folder.resolve("messages.jsonl"), lines);
    Settings.Source source =
        new Settings.Source("canonical-jsonl", List.of(file.toString()), Optional.empty());
    SourceReader reader = new SourceReader(session(), Map.of("chat_messages", source));
    Dataset<Row> landed =
        LandedChatMessages.landing(
                Preset.load("canonical-jsonl").mappingOf(LandedChatMessages.CONTRACT),
                new Reading(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC, "CNY", 2),
                EffectiveSettings.packaged().settings().ingest().messages())
            .from(reader.rows("chat_messages", reader.files("chat_messages")));
    return landed
        .orderBy(LandedRows.ROW.col())
        .select(LandedChatMessages.IS_QUESTION.col())
        .collectAsList()
        .stream()
        .map(row -> row.getBoolean(0))
        .toList();
  }
}
