package io.seedbed.models.referral;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * One row per accepted invite that would have made a user their own ancestor, and so binds nobody.
 *
 * <p>Whether an invite closes a cycle rests on every verdict before it, which no Column can say:
 * the few invites that can be part of a cycle at all ({@link InviteCandidates#contested}) are
 * judged in order on the driver.
 */
public final class ClosingEdges {

  public static final Field INVITE_ID = Field.text("invite_id", "Invite", "邀请编号");
  public static final Field INVITER_ID = Field.text("inviter_id", "Inviter", "邀请人");
  public static final Field INVITEE_ID = Field.text("invitee_id", "Invitee", "被邀请人");

  public static final Table TABLE =
      Table.named(
              "closing_edges",
              "One row per accepted invite that would have closed a cycle",
              "每行一条会形成环的邀请")
          .with(INVITE_ID, INVITER_ID, INVITEE_ID)
          .keyedBy(INVITE_ID);

  /** Rows of this table from contested invites (this table's columns) in the order of judgement. */
  public static List<Row> judge(List<Row> contested) {
    Map<String, Integer> users = new HashMap<>();
    int[] inviters = new int[contested.size()];
    int[] invitees = new int[contested.size()];
    for (int invite = 0; invite < contested.size(); invite++) {
      Row edge = contested.get(invite);
      inviters[invite] = number(users, edge.getAs(INVITER_ID.name()));
      invitees[invite] = number(users, edge.getAs(INVITEE_ID.name()));
    }
    List<Row> closing = new ArrayList<>();
    InviteForest.closing(inviters, invitees, users.size()).stream()
        .mapToObj(contested::get)
        .forEach(
            edge ->
                closing.add(
                    RowFactory.create(
                        edge.<String>getAs(INVITE_ID.name()),
                        edge.<String>getAs(INVITER_ID.name()),
                        edge.<String>getAs(INVITEE_ID.name()))));
    return closing;
  }

  private static int number(Map<String, Integer> users, String user) {
    return users.computeIfAbsent(user, unseen -> users.size());
  }

  private ClosingEdges() {}
}
