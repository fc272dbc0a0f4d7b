package io.seedbed.jobs.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The export files of the demo shop, under the canonical column names of the sources. */
final class Sheets implements AutoCloseable {

  final Sheet orders;
  final Sheet refunds;
  final Sheet chat;
  final Sheet memberships;
  final Sheet invites;
  final Sheet shares;

  private Sheets(Path directory) throws IOException {
    orders =
        Sheet.csv(
            directory.resolve("orders.csv"),
            "order_id",
            "line_no",
            "user_id",
            "ordered_at",
            "product_id",
            "category",
            "quantity",
            "unit_price",
            "status",
            "channel");
    refunds =
        Sheet.csv(
            directory.resolve("refunds.csv"),
            "refund_id",
            "order_id",
            "user_id",
            "refunded_at",
            "product_id",
            "quantity",
            "amount",
            "reason");
    chat =
        Sheet.jsonLines(
            directory.resolve("chat.jsonl"),
            "message_id",
            "group_id",
            "user_id",
            "sent_at",
            "message_type",
            "text",
            "addressed_user_id");
    memberships =
        Sheet.csv(
            directory.resolve("memberships.csv"),
            "group_id",
            "user_id",
            "joined_at",
            "left_at",
            "inviter_id",
            "scene");
    invites =
        Sheet.csv(
            directory.resolve("invites.csv"),
            "invite_id",
            "inviter_id",
            "invitee_id",
            "invited_at",
            "joined_at",
            "channel",
            "campaign");
    shares =
        Sheet.jsonLines(
            directory.resolve("shares.jsonl"), "share_id", "user_id", "shared_at", "scene");
  }

  static Sheets in(Path directory) throws IOException {
    return new Sheets(directory);
  }

  @Override
  public void close() throws IOException {
    for (Sheet sheet : List.of(orders, refunds, chat, memberships, invites, shares)) {
      sheet.close();
    }
  }
}
