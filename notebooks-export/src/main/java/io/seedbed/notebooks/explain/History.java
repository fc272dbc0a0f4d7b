package io.seedbed.notebooks.explain;

import io.seedbed.features.table.Field;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.referral.Inviters;
import io.seedbed.models.roles.ChatRoles;
import io.seedbed.notebooks.Language;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/** What the shop knows of a user: purchases, what is to be expected, talk, shares and invitees. */
record History(Known of, Amounts amounts, Language language) {

  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    of.features()
        .ifPresent(
            row -> {
              sentences.add(known(row));
              sentences.add(purchases(row));
            });
    Outlook outlook = new Outlook(amounts, language);
    of.outlook().map(outlook::sentence).ifPresent(sentences::add);
    of.features().map(this::talk).ifPresent(sentences::add);
    of.roles().stream().map(this::role).forEach(sentences::add);
    of.inviter().map(this::invitees).ifPresent(sentences::add);
    return sentences;
  }

  private String known(Row row) {
    return say("Known since %s (%s).", "自 %s 起（%s 日）。")
        .formatted(
            text(row, UserFeatures.ACQUIRED_DAY), counted(row, UserFeatures.TENURE_DAYS, "day"));
  }

  private String purchases(Row row) {
    long paid = row.<Long>getAs(UserFeatures.PAID_ORDERS.name());
    if (paid == 0) {
      return say("Has not paid for an order yet.", "尚无付款订单。");
    }
    long days = row.<Long>getAs(UserFeatures.PURCHASE_DAYS.name());
    String bad = number(row, UserFeatures.BAD_ORDERS);
    if (days == 0) {
      return say(
              "Paid for %s, of which nothing is left after refunds; %s went bad.",
              "付款 %s 单，退款后无净额；坏单 %s。")
          .formatted(counted(paid, "order"), bad);
    }
    return say(
            "Bought on %s, first on %s, last on %s: %s, %s after refunds; %s went bad.",
            "购买日 %s 个，首次 %s，最近 %s；付款 %s 单，退款后 %s；坏单 %s。")
        .formatted(
            counted(days, "day"),
            text(row, UserFeatures.FIRST_PURCHASE_DAY),
            text(row, UserFeatures.LAST_PURCHASE_DAY),
            counted(paid, "paid order"),
            amounts.money(row.<Long>getAs(UserFeatures.NET_SPEND_MINOR.name())),
            bad);
  }

  private String talk(Row row) {
    String messages = counted(row, UserFeatures.MESSAGES_90D, "meaningful message");
    boolean isSharingSeen = row.<Boolean>getAs(UserFeatures.IS_SHARING_OBSERVED.name());
    if (!isSharingSeen) {
      return say("In 90 days %s; no input shows whether they share.", "近 90 日有效发言 %s 条；没有数据可观测其分享。")
          .formatted(messages);
    }
    return say("In 90 days %s and %s on %s.", "近 90 日有效发言 %s 条，分享 %s 次（%s 天）。")
        .formatted(
            messages,
            counted(row, UserFeatures.SHARES_90D, "share"),
            counted(row, UserFeatures.SHARE_DAYS_90D, "day"));
  }

  private String role(Row row) {
    return say("In group %s %s: %s and %s in 28 days.", "在群 %s 中为%s：近 28 日提问 %s 次，回答 %s 次。")
        .formatted(
            text(row, ChatRoles.GROUP_ID),
            Role.of(row.<String>getAs(ChatRoles.ROLE.name())).in(language),
            counted(row, ChatRoles.QUESTIONS_28D, "question"),
            counted(row, ChatRoles.ANSWERS_28D, "answer"));
  }

  private String invitees(Row row) {
    return say(
            "Brought in %s; %s of the %s who have had the time became qualified customers.",
            "带来 %s 名绑定新客；已成熟 %3$s 名，其中有效新客 %2$s 名。")
        .formatted(
            counted(row, Inviters.BOUND_INVITEES, "user"),
            number(row, Inviters.QUALIFIED_INVITEES),
            number(row, Inviters.MATURED_INVITEES));
  }

  private String counted(Row row, Field field, String noun) {
    return counted(row.<Long>getAs(field.name()), noun);
  }

  /** "1 day" and "2 days"; Chinese has its own words around the number. */
  private String counted(long count, String noun) {
    String number = amounts.number(count);
    return say(number + " " + noun + (count == 1 ? "" : "s"), number);
  }

  private String number(Row row, Field field) {
    return amounts.number(row.<Long>getAs(field.name()));
  }

  private static String text(Row row, Field field) {
    return String.valueOf(row.<Object>getAs(field.name()));
  }

  private String say(String english, String chinese) {
    return language.choose(english, chinese);
  }
}
