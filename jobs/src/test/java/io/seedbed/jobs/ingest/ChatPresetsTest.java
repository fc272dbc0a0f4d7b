package io.seedbed.jobs.ingest;

import static io.seedbed.features.testing.Spark.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.source.LandedChatMessages;
import io.seedbed.features.source.LandedMemberships;
import io.seedbed.features.source.LandedRows;
import io.seedbed.features.source.Reading;
import io.seedbed.features.source.SourceAccounting;
import io.seedbed.features.source.SourceContract;
import io.seedbed.features.source.SourceDays;
import io.seedbed.features.time.Days;
import io.seedbed.jobs.config.EffectiveSettings;
import io.seedbed.jobs.config.Settings;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What becomes of exports of chats and groups as their makers document them. */
class ChatPresetsTest {

  private static final Reading READING =
      new Reading(Instant.parse("2026-06-01T00:00:00Z"), ZoneId.of("Asia/Shanghai"), "CNY", 2);

  /** What the tests call the long ids of WeCom. */
  private static final Map<String, String> NAMES =
      Map.of(
          "wmTestAAAAAnnOfTheFirstGroup0001", "ann",
          "woTestAAABobOfOtherCompany000002", "bob",
          "wbTestAAARobotOfTheShop000000003", "robot",
          "wmTestAAACatWhoCameLater00000004", "cat",
          "wmTestAAADogWithoutAType00000008", "dog",
          "wrTestAAATheFirstGroup0000000005", "first",
          "wrTestAAATheSecondGroup000000006", "second");

  @Test
  void messagesOfTheWeComArchiveAreOfTheirKindsAndTypes() {
    assertThat(messages("wecom-archive", "*.jsonl"))
        .containsExactly(
            "01 duplicate m1 message first ann text 9 meaningful 02:01:00",
            "02 accepted m2 message first WangXiaoMei text 12 operator 02:02:00",
            "03 accepted m3 message first bob image 0 meaningful 02:03:00",
            "04 accepted m4 message null ann voice 0 meaningful 02:04:00",
            "05 accepted m5 message first ann video 0 meaningful 02:05:00",
            "06 accepted m6 message first ann file 0 02:06:00",
            "07 accepted m7 message first ann sticker 0 02:07:00",
            "08 accepted m8 message first bob link 0 meaningful 02:08:00",
            "09 accepted m9 message first bob mini_program 0 meaningful share 02:09:00",
            "10 accepted m10 message first ann card 0 meaningful share 02:10:00",
            "11 accepted m11 message first ann red_packet 0 02:11:00",
            "12 accepted m12 message first WangXiaoMei red_packet 0 operator 02:12:00",
            "13 accepted m13 message first ann forwarded 0 share 02:13:00",
            "14 accepted m14 message first ann image 7 meaningful 02:14:00",
            "15 accepted m15 message first bob text 3 meaningful 02:15:00",
            "16 accepted m16 message first ann recall 0 02:16:00",
            "17 accepted m17 system null WangXiaoMei system 0 operator 02:17:00",
            "18 accepted m18 system first ann system 0 02:18:00",
            "19 accepted m19 message first ann other 0 02:19:00",
            "20 accepted m20 message first robot text 7 bot 02:20:00",
            "21 accepted m21 message first bob text 3 02:21:00",
            "22 accepted m22 message first WangXiaoMei other 0 operator 02:20:00",
            "23 accepted m23 message first wolfgang text 5 operator 02:23:00",
            "24 rejected missing_sent_at null m24 message first ann text 4 meaningful null",
            "25 accepted m1 message first ann text 9 meaningful 02:01:00",
            "26 rejected corrupt_row 114 characters null null null null text 0 null");
  }

  @Test
  void everyLineOfTheWeComArchiveIsAccountedFor() {
    assertThat(accounts(LandedChatMessages.CONTRACT, chat("wecom-archive", "*.jsonl")))
        .containsEntry("all", "26 = 23 + 2 + 1, anonymous 0")
        .containsEntry("message", "23 = 21 + 1 + 1, anonymous 0")
        .containsEntry("system", "2 = 2 + 0 + 0, anonymous 0");
  }

  @Test
  void customersInWeComGroupsComeWithWhoBroughtThemAndEmployeesAreNotRead() {
    assertThat(memberships("wecom-groups", "*.json"))
        .containsExactly(
            "2026-04-30-first.json:2 accepted null first ann 2026-04-30 00:46:40 null direct",
            "2026-04-30-first.json:3 duplicate null first bob 2026-04-30 03:33:20 ann qr_code",
            "2026-04-30-first.json:4 duplicate null first cat 2026-04-30 06:20:00 null link",
            "2026-04-30-second.json:1 accepted null second ann 2026-04-30 09:06:40 bob link",
            "2026-04-30-second.json:2 rejected missing_joined_at second cat null null qr_code",
            "2026-05-01-first.json:1 accepted null first bob 2026-04-30 03:33:20 ann qr_code",
            "2026-05-01-first.json:2 accepted null first cat 2026-04-30 06:20:00 null link",
            "2026-05-01-first.json:3 accepted null first dog 2026-04-30 11:53:20 null direct",
            "2026-05-01-gone.json:1 rejected corrupt_row null null null null null");
    assertThat(accounts(LandedMemberships.CONTRACT, members("wecom-groups", "*.json")))
        .containsEntry("all", "9 = 5 + 2 + 2, anonymous 0");
  }

  @Test
  void answersOneALineTellTheSameMembers() {
    List<String> lines = memberships("wecom-groups-lines", "*.jsonl");
    assertThat(lines)
        .extracting(line -> line.split(" ", 2)[1])
        .containsExactlyInAnyOrderElementsOf(
            memberships("wecom-groups", "*.json").stream()
                .map(line -> line.split(" ", 2)[1])
                .toList());
    assertThat(lines)
        .extracting(line -> line.split(" ", 2)[0])
        .containsExactly(
            "2026-05-01.jsonl:10",
            "2026-05-01.jsonl:11",
            "2026-05-01.jsonl:2",
            "2026-05-01.jsonl:3",
            "2026-05-01.jsonl:4",
            "2026-05-01.jsonl:5",
            "2026-05-01.jsonl:6",
            "2026-05-01.jsonl:8",
            "2026-05-01.jsonl:9");
  }

  @Test
  void messagesOfSlackAreNamedByTheirChannelAndTime() {
    assertThat(messages("slack", "*/[0-9]*.json"))
        .containsExactly(
            "general/2026-05-01.json:1 accepted slack:general:1777600860.000100 message"
                + " slack:general slack:U01ANN text 25 meaningful to slack:U02BOB 02:01:00.0001",
            "general/2026-05-01.json:2 accepted slack:general:1777600920.000200 message"
                + " slack:general slack:U02BOB text 21 meaningful after"
                + " slack:general:1777600860.000100 to slack:U01ANN 02:02:00.0002",
            "general/2026-05-01.json:3 accepted slack:general:1777600980.000300 system"
                + " slack:general slack:U03CAT system 22 to slack:U03CAT 02:03:00.0003",
            "general/2026-05-01.json:4 accepted slack:general:1777601040.000400 message"
                + " slack:general slack:B01 text 14 bot 02:04:00.0004",
            "general/2026-05-01.json:5 accepted slack:general:1777601100.000500 message"
                + " slack:general slack:U03CAT image 0 meaningful 02:05:00.0005",
            "general/2026-05-01.json:6 accepted slack:general:1777601160.000600 message"
                + " slack:general slack:U02BOB text 14 meaningful 02:06:00.0006",
            "general/2026-05-01.json:7 accepted slack:general:1777601220.000700 message"
                + " slack:general slack:U02BOB file 0 02:07:00.0007",
            "general/2026-05-01.json:8 accepted slack:general:1777601280.000800 message"
                + " slack:general slack:U01ANN text 0 02:08:00.0008",
            "general/2026-05-01.json:9 accepted slack:general:1777601340.000900 message"
                + " slack:general slack:U02BOB text 14 meaningful after"
                + " slack:general:1777600860.000100 02:09:00.0009",
            "random/2026-05-01.json:1 accepted slack:random:1777600860.000100 message slack:random"
                + " slack:U01ANN text 7 meaningful 02:01:00.0001",
            "random/2026-05-01.json:2 rejected missing_sent_at null null message slack:random"
                + " slack:U01ANN text 7 meaningful null",
            "random/2026-05-02.json:1 rejected corrupt_row 37 characters null null null"
                + " null text 0 null");
    assertThat(accounts(LandedChatMessages.CONTRACT, chat("slack", "*/[0-9]*.json")))
        .containsEntry("all", "12 = 10 + 2 + 0, anonymous 0");
  }

  @Test
  void messagesOfTelegramAreNamedByTheirChatAndNumber() {
    String in = " telegram:1700000001 ";
    assertThat(messages("telegram", "*.json"))
        .containsExactly(
            "01 accepted telegram:1700000001:1 system" + in + "telegram:user11 system 0 02:00:00",
            "02 accepted telegram:1700000001:2 message"
                + in
                + "telegram:user11 text 20 meaningful to telegram:user12 02:01:00",
            "03 accepted telegram:1700000001:3 message"
                + in
                + "telegram:user12 text 8 meaningful after telegram:1700000001:2 02:02:00",
            "04 accepted telegram:1700000001:4 message" + in + "telegram:user11 sticker 0 02:03:00",
            "05 accepted telegram:1700000001:5 message"
                + in
                + "telegram:user11 voice 0 meaningful 02:04:00",
            "06 accepted telegram:1700000001:6 message"
                + in
                + "telegram:user12 image 2 meaningful 02:05:00",
            "07 accepted telegram:1700000001:7 message"
                + in
                + "telegram:channel1600000002 text 16 operator 02:06:00",
            "08 accepted telegram:1700000001:8 message"
                + in
                + "telegram:user12 forwarded 16 share 02:07:00",
            "09 accepted telegram:1700000001:9 message"
                + in
                + "telegram:user12 text 14 meaningful 02:08:00",
            "10 accepted telegram:1700000001:10 message" + in + "telegram:user12 file 0 02:09:00",
            "11 accepted telegram:1700000001:11 message"
                + in
                + "telegram:user11 card 0 meaningful share 02:10:00",
            "12 accepted telegram:1700000001:12 message" + in + "telegram:user11 other 0 02:11:00",
            "13 rejected missing_sent_at null telegram:1700000001:13 system"
                + in
                + "null system 0 null",
            "14 accepted telegram:1700000001:14 message"
                + in
                + "telegram:user12 text 8 meaningful 02:13:00",
            "15 accepted telegram:1700000001:15 message"
                + in
                + "telegram:user11 text 20 meaningful to telegram:user12 02:14:00",
            "16 accepted telegram:1700000001:16 message"
                + in
                + "telegram:user12 text 10 meaningful 02:15:00");
    assertThat(accounts(LandedChatMessages.CONTRACT, chat("telegram", "*.json")))
        .containsEntry("all", "16 = 15 + 1 + 0, anonymous 1");
  }

  @Test
  void messagesOfDiscordKeepTheirAnswersMentionsAndBots() {
    assertThat(messages("discord", "*.json"))
        .containsExactly(
            "01 accepted discord:9000001 system discord:500 discord:101 system 18 02:01:00.123456",
            "02 accepted discord:9000002 message discord:500 discord:101 text 18 meaningful to"
                + " discord:102 02:02:00.123456",
            "03 accepted discord:9000003 message discord:500 discord:102 text 8 meaningful after"
                + " discord:9000002 to discord:101 02:03:00.123456",
            "04 accepted discord:9000004 message discord:500 discord:102 image 0 meaningful"
                + " 02:04:00.123456",
            "05 accepted discord:9000005 message discord:500 discord:102 text 14 meaningful"
                + " 02:05:00.123456",
            "06 accepted discord:9000006 message discord:500 discord:102 file 0 02:06:00.123456",
            "07 accepted discord:9000007 message discord:500 discord:101 sticker 0 02:07:00.123456",
            "08 accepted discord:9000008 message discord:500 discord:103 text 18 bot"
                + " 02:08:00.123456",
            "09 accepted discord:9000009 message discord:500 discord:101 forwarded 0 share"
                + " 02:09:00.123456",
            "10 accepted discord:9000010 system discord:500 discord:101 system 17 02:10:00.123456",
            "11 accepted discord:9000011 message discord:500 discord:101 text 0 02:11:00.123456");
    assertThat(accounts(LandedChatMessages.CONTRACT, chat("discord", "*.json")))
        .containsEntry("all", "11 = 11 + 0 + 0, anonymous 0");
  }

  /** The landed messages in the order of their positions, with what is true of each spelled out. */
  private static List<String> messages(String preset, String glob) {
    return chat(preset, glob)
        .orderBy(LandedRows.FILE.col(), LandedRows.ROW.col())
        .select(
            LandedRows.FILE.col(),
            LandedRows.ROW.col(),
            LandedRows.STATUS.col(),
            LandedRows.REASON.col(),
            LandedRows.OFFENDING_VALUE.col(),
            LandedChatMessages.MESSAGE_ID.col(),
            LandedRows.KIND.col(),
            LandedChatMessages.GROUP_ID.col(),
            LandedChatMessages.USER_ID.col(),
            LandedChatMessages.MESSAGE_TYPE.col(),
            LandedChatMessages.TEXT_LENGTH.col(),
            LandedChatMessages.IS_MEANINGFUL.col(),
            LandedChatMessages.IS_SHARE.col(),
            LandedChatMessages.IS_OPERATOR.col(),
            LandedChatMessages.IS_BOT.col(),
            LandedChatMessages.REPLY_TO_MESSAGE_ID.col(),
            LandedChatMessages.ADDRESSED_USER_ID.col(),
            LandedChatMessages.SENT_AT.col().cast("string"))
        .collectAsList()
        .stream()
        .map(ChatPresetsTest::told)
        .map(ChatPresetsTest::named)
        .toList();
  }

  private static String told(Row row) {
    String file = row.getString(0);
    String place =
        file.contains("/") ? file + ":" + row.getLong(1) : "%02d".formatted(row.getLong(1));
    String status = row.getString(2);
    Stream<String> what =
        status.equals(LandedRows.REJECTED)
            ? Stream.of(place, status, row.getString(3), row.getString(4))
            : Stream.of(place, status);
    Stream<String> said =
        Stream.of(5, 6, 7, 8, 9, 10).map(column -> String.valueOf(row.get(column)));
    Stream<Optional<String>> more =
        Stream.of(
            word(row, 11, "meaningful"),
            word(row, 12, "share"),
            word(row, 13, "operator"),
            word(row, 14, "bot"),
            Optional.ofNullable(row.getString(15)).map(replied -> "after " + replied),
            Optional.ofNullable(row.getString(16)).map(addressed -> "to " + addressed),
            Optional.of(String.valueOf(row.getString(17)).replace("2026-05-01 ", "")));
    return Stream.concat(Stream.concat(what, said), more.flatMap(Optional::stream))
        .collect(Collectors.joining(" "));
  }

  private static String named(String line) {
    String named = line;
    for (Map.Entry<String, String> name : NAMES.entrySet()) {
      named = named.replace(name.getKey(), name.getValue());
    }
    return named;
  }

  private static Optional<String> word(Row row, int column, String word) {
    return Optional.of(word).filter(any -> row.getBoolean(column));
  }

  private static List<String> memberships(String preset, String glob) {
    return members(preset, glob)
        .select(
            LandedRows.position(),
            LandedRows.STATUS.col(),
            LandedRows.REASON.col(),
            LandedMemberships.GROUP_ID.col(),
            LandedMemberships.USER_ID.col(),
            LandedMemberships.JOINED_AT.col().cast("string"),
            LandedMemberships.INVITER_ID.col(),
            LandedMemberships.SCENE.col())
        .collectAsList()
        .stream()
        .map(row -> named(row.mkString(" ")))
        .sorted()
        .toList();
  }

  private static Dataset<Row> chat(String preset, String glob) {
    return LandedChatMessages.landing(
            Preset.load(preset).mappingOf(LandedChatMessages.CONTRACT),
            READING,
            EffectiveSettings.packaged().settings().ingest().messages())
        .from(rows(LandedChatMessages.CONTRACT, preset, glob));
  }

  private static Dataset<Row> members(String preset, String glob) {
    return LandedMemberships.landing(
            Preset.load(preset).mappingOf(LandedMemberships.CONTRACT), READING)
        .from(rows(LandedMemberships.CONTRACT, preset, glob));
  }

  private static Dataset<Row> rows(SourceContract contract, String preset, String glob) {
    Settings.Source source =
        new Settings.Source(preset, List.of(folder(preset) + "/" + glob), Optional.empty());
    SourceReader reader = new SourceReader(session(), Map.of(contract.name(), source));
    return reader.rows(contract.name(), reader.files(contract.name()));
  }

  private static Path folder(String preset) {
    try {
      return Path.of(ChatPresetsTest.class.getResource("/presets/" + preset).toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Map<String, String> accounts(SourceContract contract, Dataset<Row> landed) {
    return SourceAccounting.from(SourceDays.from(Map.of(contract, landed), Days.ALL))
        .select(
            Stream.of(
                    SourceAccounting.KIND,
                    SourceAccounting.READ,
                    SourceAccounting.ACCEPTED,
                    SourceAccounting.REJECTED,
                    SourceAccounting.DUPLICATES,
                    SourceAccounting.ANONYMOUS)
                .map(field -> field.col())
                .toArray(Column[]::new))
        .collectAsList()
        .stream()
        .collect(
            Collectors.toMap(
                account -> account.getString(0),
                account ->
                    "%d = %d + %d + %d, anonymous %d"
                        .formatted(
                            account.getLong(1),
                            account.getLong(2),
                            account.getLong(3),
                            account.getLong(4),
                            account.getLong(5))));
  }
}
