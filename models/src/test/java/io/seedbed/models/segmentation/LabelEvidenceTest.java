package io.seedbed.models.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.facts.Complaints;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.facts.Shares;
import io.seedbed.features.facts.Violations;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.testing.Spark;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.referral.InviteEdges;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class LabelEvidenceTest {

  private static final EvidenceRules RULES = new EvidenceRules(3, 90, 180, 180);

  private final Map<Table, List<Map<Field, Object>>> facts = new HashMap<>();

  @Test
  void everyLabelNamesTheRowsItRestsOnNewestFirst() {
    Users users =
        new Users()
            .user("prospect")
            .buyer("once", 1, UserFeatures.FIRST_PURCHASE_DAY, Users.daysAgo(20))
            .buyer(
                "fan",
                3,
                UserFeatures.FIRST_PURCHASE_DAY,
                Users.daysAgo(20),
                UserFeatures.SECOND_PURCHASE_DAY,
                Users.daysAgo(9))
            .badBuyer("bad", 6, 4)
            .buyer("severe", 1, UserFeatures.SEVERE_EVENT, "fraud")
            .buyer("violator", 1, UserFeatures.SEVERE_EVENT, "repeated_violation")
            .buyer("spreader", 2, UserFeatures.SHARES_90D, 30L, UserFeatures.SHARE_DAYS_90D, 9L)
            .buyer("distributor", 2)
            .inviting("distributor", 0, 4, 2)
            .buyer("invitee", 1, UserFeatures.LAST_PURCHASE_DAY, Users.daysAgo(2));
    order("once", "o1", 20, false);
    order("fan", "f3", 1, false);
    order("fan", "f1", 20, false);
    order("fan", "f2", 9, false);
    for (int i = 1; i <= 4; i++) {
      order("bad", "b" + i, 10 * i, true);
    }
    order("bad", "b0", 5, false);
    fact(Complaints.TABLE, "severe", Complaints.COMPLAINT_ID, "c1", Complaints.DAY, 3)
        .putAll(Map.of(Complaints.KIND, "fraud", Complaints.IS_UPHELD, true));
    fact(Complaints.TABLE, "severe", Complaints.COMPLAINT_ID, "not upheld", Complaints.DAY, 3)
        .putAll(Map.of(Complaints.KIND, "fraud", Complaints.IS_UPHELD, false));
    fact(Complaints.TABLE, "severe", Complaints.COMPLAINT_ID, "long ago", Complaints.DAY, 180)
        .putAll(Map.of(Complaints.KIND, "fraud", Complaints.IS_UPHELD, true));
    fact(Violations.TABLE, "violator", Violations.VIOLATION_ID, "v1", Violations.DAY, 300);
    fact(Violations.TABLE, "bad", Violations.VIOLATION_ID, "no reason", Violations.DAY, 3);
    fact(Shares.TABLE, "spreader", Shares.SHARE_ID, "s1", Shares.DAY, 89);
    fact(Shares.TABLE, "spreader", Shares.SHARE_ID, "too old", Shares.DAY, 90);
    fact(ChatMessages.TABLE, "spreader", ChatMessages.MESSAGE_ID, "m1", ChatMessages.DAY, 4)
        .put(ChatMessages.IS_SHARE, true);
    fact(ChatMessages.TABLE, "spreader", ChatMessages.MESSAGE_ID, "talk", ChatMessages.DAY, 4)
        .put(ChatMessages.IS_SHARE, false);
    Map<Field, Object> edge = row(InviteEdges.TABLE);
    edge.put(InviteEdges.INVITE_ID, "i1");
    edge.put(InviteEdges.INVITER_ID, "distributor");
    edge.put(InviteEdges.INVITEE_ID, "invitee");
    edge.put(InviteEdges.JUDGEMENT, "bound");

    assertThat(evidence(users))
        .containsExactlyInAnyOrder(
            "once 1 purchase orders o1",
            "fan 1 purchase orders f2",
            "fan 2 purchase orders f1",
            "bad 1 bad_order orders b1",
            "bad 2 bad_order orders b2",
            "bad 3 bad_order orders b3",
            "severe 1 fraud complaints c1",
            "violator 1 violation violations v1",
            "spreader 1 share chat_messages m1",
            "spreader 2 share shares s1",
            "distributor 1 buying_invitee invites i1");
  }

  private List<String> evidence(Users users) {
    Dataset<Row> segments =
        UserSegments.from(
            users.features(),
            users.inviters(),
            Users.FITS,
            Users.RULES,
            Users.RUN_DATE,
            Optional.empty());
    LabelEvidence.Sources sources =
        new LabelEvidence.Sources(
            segments,
            users.features(),
            table(OrderValues.TABLE),
            table(Complaints.TABLE),
            table(Violations.TABLE),
            table(Shares.TABLE),
            table(ChatMessages.TABLE),
            table(InviteEdges.TABLE));
    return LabelEvidence.from(sources, RULES)
        .select("user_id", "place", "kind", "source", "row_id")
        .collectAsList()
        .stream()
        .map(row -> row.mkString(" "))
        .toList();
  }

  private void order(String user, String id, int daysAgo, boolean isBad) {
    fact(OrderValues.TABLE, user, OrderValues.ORDER_ID, id, OrderValues.DAY, daysAgo)
        .putAll(Map.of(OrderValues.IS_BAD, isBad, OrderValues.NET_MINOR, isBad ? 0L : 100L));
  }

  private Map<Field, Object> fact(
      Table table, String user, Field id, String value, Field day, int daysAgo) {
    Map<Field, Object> row = row(table);
    row.put(OrderValues.USER_ID, user);
    row.put(id, value);
    row.put(day, Users.daysAgo(daysAgo));
    return row;
  }

  private Map<Field, Object> row(Table table) {
    Map<Field, Object> row = new HashMap<>();
    facts.computeIfAbsent(table, none -> new ArrayList<>()).add(row);
    return row;
  }

  /** The rows with all other columns null. */
  private Dataset<Row> table(Table table) {
    StructType nullable = new StructType();
    for (StructField field : table.schema().fields()) {
      nullable = nullable.add(field.name(), field.dataType(), true);
    }
    List<Row> rows =
        facts.getOrDefault(table, List.of()).stream()
            .map(
                row ->
                    RowFactory.create(
                        table.fields().stream().map(field -> value(row, field)).toArray()))
            .toList();
    return Spark.session().createDataFrame(rows, nullable);
  }

  private static Object value(Map<Field, Object> row, Field field) {
    return row.entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(field.name()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }
}
