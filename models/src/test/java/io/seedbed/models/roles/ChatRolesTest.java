package io.seedbed.models.roles;

import static io.seedbed.features.testing.Spark.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.seedbed.features.testing.DatasetAssert;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ChatRolesTest {

  private static final String DAY = "2026-06-20T%02d:00:00Z";

  @Test
  void whoAnswersSeveralLeadsAndWhoAsksThemSeeks() {
    Chats chats = new Chats();
    for (int i = 0; i < 4; i++) {
      chats
          .asked("q" + i, i < 3 ? "ann" : "bob", DAY.formatted(i))
          .replied("a" + i, "lee", DAY.formatted(i + 10), "q" + i);
    }
    Dataset<Row> roles = chats.roles();

    DatasetAssert.assertThat(roles).conformsTo(ChatRoles.TABLE);
    DatasetAssert.assertThat(roles)
        .on(
            ChatRoles.USER_ID,
            ChatRoles.ROLE,
            ChatRoles.QUESTIONS_28D,
            ChatRoles.ANSWERS_28D,
            ChatRoles.ASKERS_28D,
            ChatRoles.DECIDED_BY)
        .hasRows(
            row("lee", "opinion_leader", 0, 4, 2, "p_leader"),
            row("ann", "seeker", 3, 0, 0, "p_seeker"),
            row("bob", "ordinary", 1, 0, 0, "p_leader"));
  }

  @Test
  void theReasonCanBeCheckedByHand() {
    Chats chats = new Chats();
    for (int i = 0; i < 3; i++) {
      chats.asked("q" + i, "ann", DAY.formatted(i));
    }
    Row ann = chats.roles().head();
    // Beta(1, 4) lies below ½ with probability 1 − ½⁴; its median is 1 − ½^¼
    assertThat(ann.<Double>getAs(ChatRoles.DECIDING_VALUE.name()))
        .isCloseTo(15 / 16.0, within(1e-12));
    assertThat(ann.<Double>getAs(ChatRoles.THRESHOLD.name())).isEqualTo(0.7);
    assertThat(ann.<Double>getAs(ChatRoles.MARGIN.name()))
        .isCloseTo(15 / 16.0 - 0.7, within(1e-12));
    assertThat(ann.<Double>getAs(ChatRoles.ANSWER_RATIO.name()))
        .isCloseTo(1 - Math.pow(0.5, 0.25), within(1e-9));
    assertThat(ann.<Double>getAs(ChatRoles.Z_SCORE.name())).isCloseTo(-Math.sqrt(3), within(1e-12));
  }

  @Test
  void anAnswerIsGivenToAnotherMembersQuestionWithinADay() {
    Chats chats =
        new Chats()
            .asked("q", "ann", "2026-06-20T00:00:00Z")
            .replied("own", "ann", "2026-06-20T01:00:00Z", "q")
            .replied("inTime", "lee", "2026-06-21T00:00:00Z", "q")
            .replied("late", "kim", "2026-06-21T00:00:01Z", "q")
            .replied("toNothing", "max", "2026-06-20T01:00:00Z", "inTime")
            .mentioned("before", "zoe", "2026-06-19T23:59:59Z", "ann")
            .mentioned("mention", "zed", "2026-06-20T00:00:00Z", "ann")
            .message("away", "h", "far", DAY.formatted(2), true, false, false, false, "q", null)
            .message("op", "g", "staff", DAY.formatted(2), true, false, false, true, "q", null)
            .message("ask", "g", "bea", DAY.formatted(2), true, false, true, false, "q", null);
    assertThat(answerers(chats)).containsExactlyInAnyOrder("lee", "zed");
  }

  @Test
  void aMentionAnswersTheLatestQuestionAndAReplyTheOneItNames() {
    Chats chats =
        new Chats()
            .asked("old", "ann", "2026-06-18T00:00:00Z")
            .asked("new", "ann", "2026-06-20T00:00:00Z")
            .message("r", "g", "lee", DAY.formatted(2), true, false, false, false, "old", "ann")
            .mentioned("m", "kim", DAY.formatted(2), "ann");
    assertThat(answerers(chats)).containsExactly("kim");
  }

  @Test
  void onlyTheLast28DaysCount() {
    Chats chats =
        new Chats()
            .asked("q", "ann", "2026-06-02T15:59:59Z")
            .replied("first", "lee", "2026-06-02T16:00:00Z", "q")
            .said("tooOld", "old", "2026-06-02T15:59:59Z")
            .said("tooNew", "new", "2026-06-30T16:00:00Z");
    DatasetAssert.assertThat(chats.roles())
        .on(ChatRoles.USER_ID, ChatRoles.ANSWERS_28D)
        .hasRows(row("lee", 1));
  }

  @Test
  void whoSendsMuchOfTheShopOnSeveralDaysShares() {
    Chats chats = new Chats();
    for (int i = 0; i < 3; i++) {
      chats
          .shared("s" + i, "sue", "2026-06-%02dT00:00:00Z".formatted(10 + i))
          .shared("o" + i, "one", DAY.formatted(i));
    }
    DatasetAssert.assertThat(chats.roles())
        .on(ChatRoles.USER_ID, ChatRoles.ROLE, ChatRoles.SHARES_28D, ChatRoles.SHARE_DAYS_28D)
        .hasRows(row("sue", "sharer", 3, 3), row("one", "ordinary", 3, 1));
  }

  @Test
  void whoWasLongThereAndSaidNothingLooksOn() {
    Chats chats =
        new Chats()
            .said("m", "ann", DAY.formatted(0))
            .stay("g", "ann", "2026-01-01T00:00:00Z", null)
            .stay("g", "eve", "2026-06-17T00:00:00Z", null)
            .stay("g", "new", "2026-06-18T00:00:00Z", null)
            .stay("g", "gone", "2026-01-01T00:00:00Z", "2026-06-29T00:00:00Z")
            .stay("g", "going", "2026-01-01T00:00:00Z", "2026-07-02T00:00:00Z")
            .stay("silent", "ida", "2026-01-01T00:00:00Z", null);
    DatasetAssert.assertThat(chats.roles())
        .on(
            ChatRoles.USER_ID,
            ChatRoles.ROLE,
            ChatRoles.MEMBER_DAYS_28D,
            ChatRoles.IS_MEMBER,
            ChatRoles.DECIDED_BY,
            ChatRoles.MARGIN)
        .hasRows(
            row("ann", "ordinary", 28, true, "p_leader", -0.7),
            row("eve", "onlooker", 14, true, "member_days_28d", 0.0),
            row("new", "unknown", 13, true, "member_days_28d", -1.0),
            row("going", "onlooker", 28, true, "member_days_28d", 14.0));
  }

  @Test
  void withoutMembershipsNobodyLooksOnAndNobodysStayIsKnown() {
    Chats chats = new Chats().said("m", "ann", DAY.formatted(0));
    Dataset<Row> roles =
        Chats.roles(new ChatRoles.Sources(chats.messages(), Optional.empty(), true));
    DatasetAssert.assertThat(roles).conformsTo(ChatRoles.TABLE);
    DatasetAssert.assertThat(roles)
        .on(ChatRoles.USER_ID, ChatRoles.ROLE, ChatRoles.MEMBER_DAYS_28D, ChatRoles.IS_MEMBER)
        .hasRows(row("ann", "ordinary", null, null));
  }

  @Test
  void whereAnswersCannotBeSeenOnlySilenceCanBeTold() {
    Chats chats =
        new Chats()
            .asked("q1", "ann", DAY.formatted(0))
            .asked("q2", "ann", DAY.formatted(1))
            .asked("q3", "ann", DAY.formatted(2))
            .stay("g", "eve", "2026-01-01T00:00:00Z", null);
    assertThat(ChatRoles.conversations(chats.messages(), Chats.RUN_DATE).count()).isZero();
    Dataset<Row> roles =
        Chats.roles(new ChatRoles.Sources(chats.messages(), Optional.of(chats.stays()), false));
    DatasetAssert.assertThat(roles).conformsTo(ChatRoles.TABLE);
    DatasetAssert.assertThat(roles)
        .on(ChatRoles.USER_ID, ChatRoles.ROLE, ChatRoles.P_SEEKER, ChatRoles.DECIDED_BY)
        .hasRows(
            row("ann", "unknown", null, null), row("eve", "onlooker", null, "member_days_28d"));
  }

  @Test
  void aSourceWithoutTextsTellsOfNoConversations() {
    Dataset<Row> measured =
        new Chats()
            .message("m", "g", "ann", DAY.formatted(0), true, false, null, false, "n", "bob")
            .messages();
    Dataset<Row> read = new Chats().mentioned("m", "ann", DAY.formatted(0), "bob").messages();
    assertThat(ChatRoles.conversations(measured, Chats.RUN_DATE).count()).isZero();
    assertThat(ChatRoles.conversations(read, Chats.RUN_DATE).count()).isEqualTo(1);
  }

  @Test
  void aUserOfSeveralGroupsHasTheFirstRoleOfAny() {
    Chats chats = new Chats().said("m", "ann", DAY.formatted(0));
    for (int i = 0; i < 3; i++) {
      chats.message("h" + i, "h", "ann", DAY.formatted(i), true, false, true, false, null, null);
    }
    DatasetAssert.assertThat(ChatRoles.ofUsers(chats.roles())).hasRows(row("ann", "seeker"));
  }

  @Test
  void messagesAreShuffledByWhatTheyAreAboutTheirAnswersByGroupAndAllByMember() {
    Chats chats =
        new Chats()
            .asked("q", "ann", DAY.formatted(0))
            .stay("g", "ann", "2026-01-01T00:00:00Z", null);
    String plan = chats.roles().queryExecution().executedPlan().toString();
    assertThat(plan.split("Exchange hashpartitioning", -1)).as(plan).hasSize(4);
    assertThat(plan).doesNotContain("CartesianProduct").doesNotContain("BroadcastNestedLoopJoin");
  }

  private static List<String> answerers(Chats chats) {
    return Answers.from(chats.messages(), Chats.RULES, Chats.RUN_DATE).collectAsList().stream()
        .map(answer -> answer.<String>getAs(Answers.ANSWERER_ID.name()))
        .toList();
  }
}
