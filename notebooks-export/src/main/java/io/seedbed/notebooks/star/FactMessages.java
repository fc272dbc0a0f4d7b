package io.seedbed.notebooks.star;

import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One row per chat message known as of the run date, without its text. */
public final class FactMessages {

  public static final Table TABLE =
      ChatMessages.TABLE.as(
          "fact_messages",
          "One row per chat message known as of the run date, without its text",
          "每行一条截至运行日的消息（不存原文）");

  /** The rows of {@link ChatMessages} that exist for the run date. */
  public static Dataset<Row> from(Dataset<Row> chatMessages, RunDate runDate) {
    return chatMessages.where(runDate.isKnown(ChatMessages.SENT_AT.col())).select(TABLE.columns());
  }

  private FactMessages() {}
}
