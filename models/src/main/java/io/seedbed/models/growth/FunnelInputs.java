package io.seedbed.models.growth;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.facts.Invites;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.facts.Shares;
import io.seedbed.features.table.Field;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserAcquisition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Where funnel events come from. A source's rank in the order of events is its place here: an
 * acquisition comes before the message that made the user known.
 */
public record FunnelInputs(
    Dataset<Row> acquisitions,
    Dataset<Row> chatMessages,
    Dataset<Row> orderValues,
    Dataset<Row> shares,
    Dataset<Row> invites,
    Dataset<Row> inviteEdges) {

  static final Field USER_ID = UserAcquisition.USER_ID;
  static final Field EVENT_DAY = Field.date("event_day", "Business day of the event", "事件业务日");
  static final Field EVENT_AT =
      Field.count("event_at", "microseconds", "Time of the event since 1970 UTC", "事件时间");
  static final Field SOURCE_RANK = Field.count("source_rank", "", "Rank of its source", "来源次序");
  static final Field EVENT_ID = Field.text("event_id", "Unique in its source", "事件编号");
  static final Field KINDS =
      Field.of(
          "kinds",
          DataTypes.IntegerType,
          "Steps it can be, one bit each: a chat message may be a message and a share, but one event",
          "可作为的步骤（每种一位）");

  /**
   * One row per event before as-of that can be one of the steps. Only sources of these steps are
   * read, and of them only rows that are one.
   */
  Dataset<Row> events(Collection<FunnelEvent> steps, RunDate runDate) {
    List<Dataset<Row>> sources = new ArrayList<>();
    if (steps.contains(FunnelEvent.ACQUIRED)) {
      sources.add(acquired(runDate));
    }
    if (steps.stream().anyMatch(FunnelEvent::isSaid)) {
      sources.add(sent(runDate).where(isAny(steps)));
    }
    if (steps.contains(FunnelEvent.ORDER)) {
      sources.add(ordered(runDate));
    }
    if (steps.contains(FunnelEvent.SHARE)) {
      sources.add(shared(runDate));
    }
    if (steps.contains(FunnelEvent.INVITE)) {
      sources.add(invited(runDate));
    }
    return sources.stream()
        .reduce(Dataset::unionByName)
        .orElseThrow()
        .where(USER_ID.col().isNotNull());
  }

  /** Whether an event can be one of the steps. */
  static Column isAny(Collection<FunnelEvent> steps) {
    int bits = steps.stream().mapToInt(FunnelEvent::bit).reduce(0, (one, other) -> one | other);
    return KINDS.col().bitwiseAND(lit(bits)).notEqual(0);
  }

  private Dataset<Row> acquired(RunDate runDate) {
    return events(
        acquisitions.where(runDate.isKnown(UserAcquisition.ACQUIRED_AT.col())),
        UserAcquisition.USER_ID.col(),
        UserAcquisition.ACQUIRED_DAY.col(),
        UserAcquisition.ACQUIRED_AT.col(),
        1,
        UserAcquisition.USER_ID.col(),
        always(FunnelEvent.ACQUIRED));
  }

  private Dataset<Row> sent(RunDate runDate) {
    return events(
        chatMessages.where(runDate.isKnown(ChatMessages.SENT_AT.col())),
        ChatMessages.USER_ID.col(),
        ChatMessages.DAY.col(),
        ChatMessages.SENT_AT.col(),
        2,
        ChatMessages.MESSAGE_ID.col(),
        kindIf(ChatMessages.IS_MEANINGFUL.col(), FunnelEvent.MESSAGE)
            .bitwiseOR(kindIf(ChatMessages.IS_SHARE.col(), FunnelEvent.SHARE)));
  }

  private Dataset<Row> ordered(RunDate runDate) {
    return events(
        orderValues
            .where(runDate.isKnown(OrderValues.PAID_AT.col()))
            .where(OrderValues.NET_MINOR.col().gt(0)),
        OrderValues.USER_ID.col(),
        OrderValues.DAY.col(),
        OrderValues.PAID_AT.col(),
        3,
        OrderValues.ORDER_ID.col(),
        always(FunnelEvent.ORDER));
  }

  private Dataset<Row> shared(RunDate runDate) {
    return events(
        shares.where(runDate.isKnown(Shares.SHARED_AT.col())),
        Shares.USER_ID.col(),
        Shares.DAY.col(),
        Shares.SHARED_AT.col(),
        4,
        Shares.SHARE_ID.col(),
        always(FunnelEvent.SHARE));
  }

  private Dataset<Row> invited(RunDate runDate) {
    return events(
        SentInvites.from(invites, inviteEdges, runDate),
        Invites.INVITER_ID.col(),
        Invites.DAY.col(),
        Invites.INVITED_AT.col(),
        5,
        Invites.INVITE_ID.col(),
        always(FunnelEvent.INVITE));
  }

  private static Column always(FunnelEvent kind) {
    return lit(kind.bit());
  }

  private static Column kindIf(Column condition, FunnelEvent kind) {
    return when(condition, kind.bit()).otherwise(0);
  }

  private static Dataset<Row> events(
      Dataset<Row> rows, Column user, Column day, Column at, int rank, Column id, Column kinds) {
    return rows.select(
        USER_ID.is(user),
        EVENT_DAY.is(day),
        EVENT_AT.is(unix_micros(at)),
        SOURCE_RANK.is(lit(rank)),
        EVENT_ID.is(id),
        KINDS.is(kinds));
  }
}
