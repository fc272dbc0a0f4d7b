package io.seedbed.world.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.seedbed.world.World;
import io.seedbed.world.testing.Tables;
import io.seedbed.world.testing.Worlds;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportsTest {

  private static final ZoneId SHOP = ZoneId.of("Asia/Shanghai");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CUSTOMER = "w[mo][A-Za-z0-9]{30}";
  private static final String BOT = "wb[A-Za-z0-9]{20,}";
  private static final String EMPLOYEE = "Yunying[0-9]{2}";

  @TempDir private static Path folder;
  private static Path exports;
  private static List<Map<String, String>> identities;
  private static List<Row> chat;

  private record Row(LocalDate delivered, JsonNode json) {
    LocalDate sent() {
      return LocalDate.ofInstant(Instant.ofEpochMilli(json.get("msgtime").asLong()), SHOP);
    }

    String text(String key) {
      return json.get(key).asText();
    }
  }

  @BeforeAll
  static void makeAWorld() throws IOException {
    World.write(Worlds.plan(2_000, 150, 5, "base"), folder, day -> {});
    exports = folder.resolve("exports");
    identities = Tables.csv(folder.resolve("truth/identities.csv"));
    chat = new ArrayList<>();
    for (Path file : Tables.files(exports.resolve("chat"))) {
      LocalDate delivered = LocalDate.parse(file.getFileName().toString().substring(14, 24));
      for (JsonNode json : lines(file)) {
        chat.add(new Row(delivered, json));
      }
    }
  }

  @Test
  void daysHaveFilesOfChatAndWeeksSnapshotsUpToTheLastDay() throws IOException {
    assertThat(Tables.files(exports.resolve("chat")))
        .hasSizeBetween(130, 150)
        .last()
        .extracting(file -> file.getFileName().toString())
        .isEqualTo("wecom-archive-2026-06-14.jsonl");
    assertThat(Tables.files(exports.resolve("groups")))
        .hasSizeBetween(20, 22)
        .last()
        .extracting(file -> file.getFileName().toString())
        .isEqualTo("wecom-groups-2026-06-14.jsonl");
  }

  @Test
  void noFileIsEmptyEvenWhereNobodyHasComeYet(@TempDir Path quiet) throws IOException {
    World.write(
        Worlds.plan(100, 60, "people { shares-per-week = 1e-9 }, contagion.organic.days = 300"),
        quiet,
        day -> {});

    assertThat(Tables.files(quiet)).allMatch(file -> file.toFile().length() > 0);
    assertThat(Tables.files(quiet.resolve("exports/chat"))).hasSizeLessThan(60);
    assertThat(ConfigFactory.parseFile(quiet.resolve("seedbed.conf").toFile()).root().toConfig())
        .matches(settings -> settings.hasPath("sources.orders"))
        .matches(settings -> !settings.hasPath("sources.shares"));
  }

  @Test
  void everyMessageHasItsHeadAndItsBodyUnderTheKeyOfItsType() {
    assertThat(chat).hasSizeGreaterThan(10_000);
    for (Row row : chat) {
      JsonNode json = row.json();
      assertThat(json.get("action").asText()).isIn("send", "recall");
      assertThat(json.get("tolist").isArray()).isTrue();
      assertThat(json.get("roomid").asText()).matches("|wr[A-Za-z0-9]{30}");
      assertThat(json.get("from").asText()).matches(CUSTOMER + "|" + BOT + "|" + EMPLOYEE);
      assertThat(json.get(json.get("msgtype").asText()).isObject()).isTrue();
    }
    assertThat(chat.stream().map(row -> row.text("msgtype")).collect(Collectors.toSet()))
        .contains(
            "text",
            "image",
            "voice",
            "video",
            "link",
            "weapp",
            "card",
            "emotion",
            "file",
            "redpacket",
            "revoke",
            "mixed",
            "chatrecord",
            "disagree");
  }

  @Test
  void customersOperatorsAndBotsSpeakAloneAndInGroups() {
    assertThat(chat).anyMatch(row -> row.text("from").matches(BOT));
    assertThat(chat).anyMatch(row -> row.text("from").matches(EMPLOYEE));
    assertThat(chat)
        .anyMatch(row -> row.text("from").matches(CUSTOMER) && row.text("roomid").isEmpty());
  }

  @Test
  void someMessagesAreDeliveredDaysLate() {
    double late =
        chat.stream().filter(row -> row.delivered().isAfter(row.sent())).count()
            / (double) chat.size();

    assertThat(late).isBetween(0.015, 0.025);
    assertThat(chat)
        .allMatch(row -> !row.delivered().isBefore(row.sent()))
        .allMatch(row -> !row.delivered().isAfter(row.sent().plusDays(4)));
  }

  @Test
  void someRowsStandTwice() {
    Set<String> ids = new HashSet<>();
    long repeated = chat.stream().filter(row -> !ids.add(row.text("msgid"))).count();

    assertThat(repeated / (double) chat.size()).isBetween(0.007, 0.013);
  }

  @Test
  void aRecallNamesWhatTheSamePersonHadSaid() {
    Map<String, Row> byId = new HashMap<>();
    chat.forEach(row -> byId.put(row.text("msgid"), row));
    List<Row> recalls = chat.stream().filter(row -> row.text("action").equals("recall")).toList();
    long unknown = 0;
    for (Row recall : recalls) {
      Row recalled = byId.get(recall.json().get("revoke").get("pre_msgid").asText());
      if (recalled == null) {
        unknown++;
      } else {
        assertThat(recalled.text("from")).isEqualTo(recall.text("from"));
        assertThat(recalled.json().get("msgtime").asLong())
            .isLessThan(recall.json().get("msgtime").asLong());
      }
    }
    assertThat(recalls).hasSizeGreaterThan(20);
    assertThat(unknown).as("held up behind the last day").isLessThan(3);
  }

  @Test
  void whoeverRefusedTheArchiveSaysNothingElse() throws IOException {
    Set<String> optedOut = people("is_opted_out", "true");
    Set<String> ids = userids(optedOut);

    assertThat(ids).isNotEmpty();
    assertThat(chat.stream().filter(row -> ids.contains(row.text("from"))).toList())
        .isNotEmpty()
        .allMatch(row -> row.text("msgtype").equals("disagree"));
  }

  @Test
  void thereAreTalkersWhoNeverOrderAndBuyersWhoNeverTalk() throws IOException {
    Set<String> talkers = chat.stream().map(row -> row.text("from")).collect(Collectors.toSet());
    Set<String> buyers = userids(notEmpty("first_paid_on"));

    assertThat(talkers).filteredOn(id -> id.matches(CUSTOMER) && !buyers.contains(id)).isNotEmpty();
    assertThat(buyers).filteredOn(id -> !talkers.contains(id)).hasSizeGreaterThan(100);
  }

  @Test
  void snapshotsNameOnlyWhomTheTruthKnowsAndForgetWhoeverLeft() throws IOException {
    Set<String> known = column(identities, "external_userid");
    Set<String> before = new HashSet<>();
    long gone = 0;
    for (Path file : Tables.files(exports.resolve("groups"))) {
      Set<String> now = new HashSet<>();
      for (JsonNode answer : lines(file)) {
        assertThat(answer.get("errcode").asInt()).isZero();
        JsonNode group = answer.get("group_chat");
        for (JsonNode member : group.get("member_list")) {
          if (member.get("type").asInt() == 2) {
            assertThat(known).contains(member.get("userid").asText());
            assertThat(member.has("invitor"))
                .isEqualTo(member.get("state").asText().isEmpty() && isByEmployee(member));
            now.add(group.get("chat_id").asText() + member.get("userid").asText());
          }
        }
      }
      gone += before.stream().filter(member -> !now.contains(member)).count();
      before = now;
    }
    assertThat(before).hasSizeGreaterThan(1_000);
    assertThat(gone).isGreaterThan(20);
  }

  @Test
  void ordersStandUnderTheHeadersOfTheReportWithEveryFate() throws IOException {
    List<Map<String, String>> rows = orders();

    assertThat(rows).hasSizeGreaterThan(1_500);
    assertThat(column(rows, "订单状态")).contains("交易成功", "交易关闭", "已发货", "待发货");
    assertThat(rows)
        .allMatch(row -> row.get("订单号").matches("E[0-9]{24}\t"))
        .allMatch(row -> row.get("买家手机号").matches("1[35789][0-9]{9}"))
        .anyMatch(row -> row.get("买家付款时间").isEmpty())
        .anyMatch(row -> row.get("买家备注").contains("\n"))
        .anyMatch(row -> row.get("订单退款状态").contains("部分退款"))
        .anyMatch(row -> row.get("订单退款状态").contains("全额退款"));
  }

  @Test
  void aRefundOfALaterMonthShowsTheOrderAgain() throws IOException {
    Map<String, Set<String>> files = new HashMap<>();
    for (Path file : Tables.files(exports.resolve("orders"))) {
      Tables.csv(file)
          .forEach(
              row ->
                  files
                      .computeIfAbsent(row.get("订单号"), id -> new HashSet<>())
                      .add(file.getFileName() + row.get("订单退款状态")));
    }
    assertThat(files.values()).filteredOn(found -> found.size() == 2).hasSizeGreaterThan(10);
  }

  @Test
  void invitesNameObservedInvitersAndMissSome() throws IOException {
    List<Map<String, String>> invites = Tables.csv(exports.resolve("referrals/invites.csv"));
    List<Map<String, String>> accepted =
        invites.stream().filter(row -> !row.get("joined_at").isEmpty()).toList();
    double unnamed =
        accepted.stream().filter(row -> row.get("inviter_id").isEmpty()).count()
            / (double) accepted.size();

    assertThat(unnamed).isBetween(0.005, 0.04);
    assertThat(invites).anyMatch(row -> row.get("joined_at").isEmpty());
    assertThat(accepted)
        .allMatch(row -> row.get("invited_at").compareTo(row.get("joined_at")) <= 0);
    assertThat(column(invites, "invite_id")).hasSizeLessThan(invites.size());
  }

  @Test
  void identitiesAreIncompleteLateAndSometimesOfTwoPeople() throws IOException {
    List<Map<String, String>> links = Tables.csv(exports.resolve("identities/identities.csv"));
    Map<String, String> personOf = new HashMap<>();
    identities.forEach(row -> personOf.put(row.get("external_userid"), row.get("user")));
    Map<String, Set<String>> byPhone = new HashMap<>();
    links.stream()
        .filter(row -> row.get("id_kind").equals("phone"))
        .forEach(
            row ->
                byPhone
                    .computeIfAbsent(row.get("id"), id -> new HashSet<>())
                    .add(personOf.get(row.get("same_as"))));
    Set<String> linked = byPhone.values().stream().flatMap(Set::stream).collect(Collectors.toSet());

    assertThat(byPhone.values()).anyMatch(people -> people.size() > 1);
    assertThat(linked).hasSizeLessThan((int) (0.9 * notEmpty("first_paid_on").size()));
    assertThat(column(links, "id_kind"))
        .containsExactlyInAnyOrder("external_userid", "phone", "nick", "device");
    assertThat(links).anyMatch(row -> !row.get("valid_to").isEmpty());
  }

  @Test
  void phonesInIdentitiesAreHashesOfPhonesInOrders() throws IOException {
    Set<String> hashes =
        orders().stream().map(row -> PhoneHash.of(row.get("买家手机号"))).collect(Collectors.toSet());

    assertThat(PhoneHash.of("13800000001"))
        .isEqualTo("phone:b1c4769e3ad14f68ea1a96b73bbe5a83d90792f044828c5daf9d908b0738b177");
    assertThat(Tables.csv(exports.resolve("identities/identities.csv")))
        .filteredOn(row -> row.get("id_kind").equals("phone") && hashes.contains(row.get("id")))
        .hasSizeGreaterThan(400);
  }

  @Test
  void complaintsViolationsAndCommissionsHaveTheirKindsAndSigns() throws IOException {
    assertThat(column(Tables.csv(exports.resolve("complaints/complaints.csv")), "kind"))
        .contains("complaint")
        .isSubsetOf("complaint", "chargeback", "fraud");
    assertThat(column(Tables.csv(exports.resolve("violations/violations.csv")), "kind"))
        .isNotEmpty()
        .isSubsetOf(
            "deceptive_recruiting",
            "price_breaking",
            "selling_other_platforms",
            "withholding_recruits",
            "advertising",
            "abuse");
    assertThat(Tables.csv(exports.resolve("commissions/commissions.csv")))
        .anyMatch(row -> row.get("amount").startsWith("-"))
        .anyMatch(row -> !row.get("amount").startsWith("-"));
  }

  @Test
  void sharesParseAndAreFewerThanThereTrulyWere() throws IOException {
    List<JsonNode> shares = lines(exports.resolve("shares/shares.jsonl"));
    double there =
        Tables.csv(folder.resolve("truth/influence.csv")).stream()
            .mapToInt(row -> Integer.parseInt(row.get("shares")))
            .sum();

    assertThat(shares)
        .allMatch(row -> row.get("scene").asText().matches("private_chat|group|moments"));
    assertThat(shares.size() / there).isBetween(0.65, 0.76);
  }

  @Test
  void noExportNamesAClassOrATrait() throws IOException {
    Pattern telling =
        Pattern.compile(
            "\\b(problem|repeat|non_repeat|prospect|distributor|spreader|fan|ring|reseller|abuse_intent"
                + "|p[0-9]{6})\\b|问题用户|复购|传播用户|粉丝");
    for (Path file : Tables.files(exports)) {
      assertThat(telling.matcher(Files.readString(file).toLowerCase(Locale.ROOT)).find())
          .as("%s tells the truth", file.getFileName())
          .isFalse();
    }
  }

  @Test
  void theSettingsNamePresetsAndFilesThatAreThere() throws IOException {
    Config sources =
        ConfigFactory.parseFile(folder.resolve("seedbed.conf").toFile()).getConfig("sources");
    List<Path> files = Tables.files(exports);

    assertThat(sources.root().keySet())
        .containsExactlyInAnyOrder(
            "orders",
            "refunds",
            "chat_messages",
            "memberships",
            "invites",
            "shares",
            "complaints",
            "violations",
            "commissions",
            "identities");
    for (String source : sources.root().keySet()) {
      PathMatcher matcher =
          FileSystems.getDefault()
              .getPathMatcher("glob:" + sources.getStringList(source + ".files").get(0));
      assertThat(files).as(source).anyMatch(file -> matcher.matches(file.toAbsolutePath()));
    }
  }

  private static boolean isByEmployee(JsonNode member) {
    return member.has("invitor") && member.get("invitor").get("userid").asText().matches(EMPLOYEE);
  }

  private static List<Map<String, String>> orders() throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    for (Path file : Tables.files(exports.resolve("orders"))) {
      rows.addAll(Tables.csv(file));
    }
    return rows;
  }

  private static Set<String> people(String column, String value) throws IOException {
    return Tables.csv(folder.resolve("truth/users.csv")).stream()
        .filter(row -> row.get(column).equals(value))
        .map(row -> row.get("user"))
        .collect(Collectors.toSet());
  }

  private static Set<String> notEmpty(String column) throws IOException {
    return Tables.csv(folder.resolve("truth/users.csv")).stream()
        .filter(row -> !row.get(column).isEmpty())
        .map(row -> row.get("user"))
        .collect(Collectors.toSet());
  }

  private static Set<String> userids(Set<String> people) {
    return identities.stream()
        .filter(row -> people.contains(row.get("user")))
        .map(row -> row.get("external_userid"))
        .collect(Collectors.toSet());
  }

  private static Set<String> column(List<Map<String, String>> rows, String column) {
    return rows.stream().map(row -> row.get(column)).collect(Collectors.toSet());
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }
}
