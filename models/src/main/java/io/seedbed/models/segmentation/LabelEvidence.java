package io.seedbed.models.segmentation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.facts.Complaints;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.facts.Shares;
import io.seedbed.features.facts.Violations;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.referral.InviteEdges;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * One row per user, run date and source row that the user's label rests on, newest first: who
 * doubts a label can look the rows up in the shop's own files.
 *
 * <p>A problem user's are the bad orders and severe cases, a spreader's the shares and qualified
 * invitees, a distributor's the invitees who bought, everybody else's the orders of the first two
 * purchase days, which make a repeat customer.
 */
public final class LabelEvidence {

  public static final Field USER_ID = Field.text("user_id", "Resolved customer", "客户编号");
  public static final Field RUN_DATE = Field.date("run_date", "Run date", "运行日");
  public static final Field PLACE = Field.count("place", "rows", "1 for the newest row", "序号");
  public static final Field KIND =
      Field.text("kind", "What the row shows", "证据类型")
          .oneOf(
              "bad_order",
              "chargeback",
              "fraud",
              "violation",
              "share",
              "qualified_invitee",
              "buying_invitee",
              "purchase");
  public static final Field SOURCE =
      Field.text("source", "Input the row belongs to", "来源")
          .oneOf("orders", "complaints", "violations", "shares", "chat_messages", "invites");
  public static final Field ROW_ID = Field.text("row_id", "Id of the row in that input", "来源行编号");
  public static final Field DAY = Field.date("day", "Business day of the row", "业务日");

  public static final Table TABLE =
      Table.named(
              "label_evidence",
              "One row per user, run date and source row that the user's label rests on",
              "每行一条支撑用户标签的来源记录")
          .with(USER_ID, RUN_DATE, PLACE, KIND, SOURCE, ROW_ID, DAY)
          .keyedBy(USER_ID, RUN_DATE, PLACE);

  private static final Field LEAF = Classification.LEAF;

  /**
   * What rows are taken from; everything of the run date or before, or cut to it here.
   *
   * @param userSegments rows of {@link UserSegments} of the run date
   * @param userFeatures rows of {@link UserFeatures} of the run date
   */
  public record Sources(
      Dataset<Row> userSegments,
      Dataset<Row> userFeatures,
      Dataset<Row> orderValues,
      Dataset<Row> complaints,
      Dataset<Row> violations,
      Dataset<Row> shares,
      Dataset<Row> chatMessages,
      Dataset<Row> inviteEdges) {}

  /**
   * The rows behind every label.
   *
   * @param rules how many rows of a user, and over which days shares, cases and invitees count
   */
  public static Dataset<Row> from(Sources sources, EvidenceRules rules) {
    Dataset<Row> labels =
        sources
            .userSegments()
            .select(USER_ID.col(), RUN_DATE.col(), LEAF.is(UserSegments.leaf()))
            .join(
                sources
                    .userFeatures()
                    .select(
                        USER_ID.col(),
                        UserFeatures.FIRST_PURCHASE_DAY.col(),
                        UserFeatures.SECOND_PURCHASE_DAY.col(),
                        UserFeatures.SEVERE_EVENT.col()),
                new String[] {USER_ID.name()});
    Dataset<Row> candidates =
        Stream.of(
                orders(sources.orderValues()),
                cases(sources.complaints()),
                violations(sources.violations()),
                shares(sources.shares()),
                sharingMessages(sources.chatMessages()),
                invitees(sources.inviteEdges(), sources.userFeatures()))
            .flatMap(List::stream)
            .reduce(Dataset::unionByName)
            .orElseThrow();
    Column newestFirst =
        row_number()
            .over(
                Window.partitionBy(USER_ID.col())
                    .orderBy(DAY.col().desc(), SOURCE.col(), ROW_ID.col(), KIND.col()));
    return candidates
        .join(labels, new String[] {USER_ID.name()})
        .filter(isEvidence(rules))
        .withColumn(PLACE.name(), PLACE.is(newestFirst))
        .filter(PLACE.col().leq(lit(rules.mostRows())))
        .select(TABLE.columns());
  }

  private static Column isEvidence(EvidenceRules rules) {
    Column leaf = LEAF.col();
    Column kind = KIND.col();
    Column age = date_diff(RUN_DATE.col(), DAY.col());
    Column isOfFirstDays =
        DAY.col()
            .equalTo(UserFeatures.FIRST_PURCHASE_DAY.col())
            .or(DAY.col().equalTo(UserFeatures.SECOND_PURCHASE_DAY.col()));
    return age.geq(0)
        .and(
            coalesce(
                when(kind.equalTo("bad_order"), leaf.equalTo("problem"))
                    .when(
                        kind.isin("chargeback", "fraud"),
                        leaf.equalTo("problem").and(age.lt(lit(rules.severeEventDays()))))
                    .when(
                        kind.equalTo("violation"),
                        leaf.equalTo("problem").and(isRepeatedViolation()))
                    .when(
                        kind.equalTo("share"),
                        leaf.equalTo("spreader").and(age.lt(lit(rules.shareDays()))))
                    .when(
                        kind.equalTo("qualified_invitee"),
                        leaf.equalTo("spreader").and(age.lt(lit(rules.inviteeDays()))))
                    .when(
                        kind.equalTo("buying_invitee"),
                        leaf.equalTo("distributor").and(age.lt(lit(rules.inviteeDays()))))
                    .otherwise(leaf.isin("fan", "unknown", "non_repeat").and(isOfFirstDays)),
                lit(false)));
  }

  /** A violation counts with the one of its kind that came before, however long ago that was. */
  private static Column isRepeatedViolation() {
    return UserFeatures.SEVERE_EVENT.col().equalTo("repeated_violation");
  }

  private static List<Dataset<Row>> orders(Dataset<Row> orderValues) {
    Dataset<Row> paid = orderValues.filter(OrderValues.USER_ID.col().isNotNull());
    return List.of(
        rows(
            paid.filter(OrderValues.IS_BAD.col()),
            OrderValues.USER_ID,
            lit("bad_order"),
            "orders",
            OrderValues.ORDER_ID,
            OrderValues.DAY),
        rows(
            paid.filter(OrderValues.NET_MINOR.col().gt(0)),
            OrderValues.USER_ID,
            lit("purchase"),
            "orders",
            OrderValues.ORDER_ID,
            OrderValues.DAY));
  }

  /** Upheld complaints count through the order they are about. */
  private static List<Dataset<Row>> cases(Dataset<Row> complaints) {
    Column kind = Complaints.KIND.col();
    Column isSevere =
        kind.equalTo(Complaints.CHARGEBACK)
            .or(kind.equalTo(Complaints.FRAUD).and(Complaints.IS_UPHELD.col()));
    return List.of(
        rows(
            complaints.filter(isSevere),
            Complaints.USER_ID,
            kind,
            "complaints",
            Complaints.COMPLAINT_ID,
            Complaints.DAY));
  }

  private static List<Dataset<Row>> violations(Dataset<Row> violations) {
    return List.of(
        rows(
            violations,
            Violations.USER_ID,
            lit("violation"),
            "violations",
            Violations.VIOLATION_ID,
            Violations.DAY));
  }

  private static List<Dataset<Row>> shares(Dataset<Row> shares) {
    return List.of(
        rows(shares, Shares.USER_ID, lit("share"), "shares", Shares.SHARE_ID, Shares.DAY));
  }

  private static List<Dataset<Row>> sharingMessages(Dataset<Row> chatMessages) {
    Column isOwn = ChatMessages.IS_SHARE.col().and(ChatMessages.USER_ID.col().isNotNull());
    return List.of(
        rows(
            chatMessages.filter(isOwn),
            ChatMessages.USER_ID,
            lit("share"),
            "chat_messages",
            ChatMessages.MESSAGE_ID,
            ChatMessages.DAY));
  }

  /** An invitee counts on the day of qualifying, or of the last purchase. */
  private static List<Dataset<Row>> invitees(Dataset<Row> inviteEdges, Dataset<Row> userFeatures) {
    Dataset<Row> bound = inviteEdges.filter(InviteEdges.isBound());
    Dataset<Row> buyers =
        userFeatures
            .filter(UserFeatures.LAST_PURCHASE_DAY.col().isNotNull())
            .select(
                InviteEdges.INVITEE_ID.is(UserFeatures.USER_ID.col()),
                UserFeatures.LAST_PURCHASE_DAY.col());
    return List.of(
        rows(
            bound.filter(InviteEdges.IS_QUALIFIED.col()),
            InviteEdges.INVITER_ID,
            lit("qualified_invitee"),
            "invites",
            InviteEdges.INVITE_ID,
            InviteEdges.QUALIFIED_DAY),
        rows(
            bound.join(buyers, new String[] {InviteEdges.INVITEE_ID.name()}),
            InviteEdges.INVITER_ID,
            lit("buying_invitee"),
            "invites",
            InviteEdges.INVITE_ID,
            UserFeatures.LAST_PURCHASE_DAY));
  }

  private static Dataset<Row> rows(
      Dataset<Row> facts, Field user, Column kind, String source, Field id, Field day) {
    return facts.select(
        USER_ID.is(user.col()),
        KIND.is(kind),
        SOURCE.is(lit(source)),
        ROW_ID.is(id.col()),
        DAY.is(day.col()));
  }

  private LabelEvidence() {}
}
