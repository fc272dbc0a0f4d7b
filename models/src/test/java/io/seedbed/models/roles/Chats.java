package io.seedbed.models.roles;

import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.facts.Memberships;
import io.seedbed.features.testing.Fixture;
import io.seedbed.features.time.RunDate;
import io.seedbed.models.fit.BetaMixture;
import io.seedbed.models.fit.MixtureRules;
import io.seedbed.models.fit.PriorRules;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Talk in groups, made by hand. */
final class Chats {

  static final RunDate RUN_DATE =
      new RunDate(LocalDate.of(2026, 6, 30), ZoneId.of("Asia/Shanghai"));

  static final RoleRules RULES =
      new RoleRules(
          24,
          new RoleRules.Leader(3, 2, 1.2, 0.85, 0.5, 0.7),
          new RoleRules.Seeker(3, 0.5, 0.7),
          new RoleRules.Sharer(3, 2, 0.2, 0.9, 0.7),
          new RoleRules.Onlooker(14),
          new PriorRules(4, 10_000, 0.5),
          new PriorRules(20, 10_000, 0.05),
          new MixtureRules(0.95, 10, 0.01));

  static final RoleFits FITS =
      new RoleFits(
          new FittedRatio(BetaMixture.of(1, 1), 0.9, "a1"),
          new FittedRatio(BetaMixture.of(0.5, 4.5), 0.3, "s1"));

  private final Fixture messages =
      Fixture.of(
          ChatMessages.TABLE,
          RUN_DATE.zone(),
          ChatMessages.MESSAGE_ID,
          ChatMessages.GROUP_ID,
          ChatMessages.USER_ID,
          ChatMessages.SENT_AT,
          ChatMessages.IS_MEANINGFUL,
          ChatMessages.IS_SHARE,
          ChatMessages.IS_QUESTION,
          ChatMessages.IS_SERVICE,
          ChatMessages.REPLIED_TO_MESSAGE_ID,
          ChatMessages.ADDRESSED_USER_ID);
  private final Fixture stays =
      Fixture.of(
          Memberships.TABLE,
          RUN_DATE.zone(),
          Memberships.GROUP_ID,
          Memberships.USER_ID,
          Memberships.JOINED_AT,
          Memberships.LEFT_AT);

  Chats asked(String id, String user, String at) {
    return message(id, "g", user, at, true, false, true, false, null, null);
  }

  Chats replied(String id, String user, String at, String to) {
    return message(id, "g", user, at, true, false, false, false, to, null);
  }

  Chats mentioned(String id, String user, String at, String whom) {
    return message(id, "g", user, at, true, false, false, false, null, whom);
  }

  Chats said(String id, String user, String at) {
    return message(id, "g", user, at, true, false, false, false, null, null);
  }

  Chats shared(String id, String user, String at) {
    return message(id, "g", user, at, true, true, false, false, null, null);
  }

  Chats message(
      String id,
      String group,
      String user,
      String at,
      Boolean isMeaningful,
      Boolean isShare,
      Boolean isQuestion,
      Boolean isService,
      String repliedTo,
      String addressed) {
    messages.row(
        id, group, user, at, isMeaningful, isShare, isQuestion, isService, repliedTo, addressed);
    return this;
  }

  Chats stay(String group, String user, String joinedAt, String leftAt) {
    stays.row(group, user, joinedAt, leftAt);
    return this;
  }

  Dataset<Row> messages() {
    return messages.dataset();
  }

  Dataset<Row> stays() {
    return stays.dataset();
  }

  Dataset<Row> roles() {
    return roles(new ChatRoles.Sources(messages(), Optional.of(stays()), true));
  }

  static Dataset<Row> roles(ChatRoles.Sources sources) {
    return ChatRoles.from(sources, FITS, RULES, RUN_DATE);
  }
}
