package io.seedbed.features.user;

import static org.apache.spark.sql.functions.when;

import io.seedbed.features.facts.Memberships;
import io.seedbed.features.table.Field;
import io.seedbed.features.time.RunDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per stay of a user in a group: as recorded, or, where nothing is recorded of a user and
 * group, from the first own message there, without an end; from the first of either kind of
 * message, so that such stays may cover each other. A leave on or after as-of has not happened yet.
 */
final class GroupStays {

  static final Field USER_ID = Field.text("user_id", "Resolved customer", "客户编号");
  static final Field GROUP_ID = Field.text("group_id", "Group", "群编号");
  static final Field JOINED_DAY = Field.date("joined_day", "First day of the stay", "入群日");
  static final Field LEFT_DAY =
      Field.date("left_day", "Last day of the stay; null while it lasts", "退群日").orNull();

  static Dataset<Row> from(Dataset<Row> memberships, Dataset<Row> firstMessages, RunDate runDate) {
    Column leftAt = Memberships.LEFT_AT.col();
    Dataset<Row> recorded =
        memberships
            .filter(runDate.isKnown(Memberships.JOINED_AT.col()))
            .select(
                USER_ID.is(Memberships.USER_ID.col()),
                GROUP_ID.is(Memberships.GROUP_ID.col()),
                JOINED_DAY.is(Memberships.DAY.col()),
                LEFT_DAY.is(when(runDate.isKnown(leftAt), runDate.dayOf(leftAt))));
    Dataset<Row> spoken =
        firstMessages
            .filter(
                FirstMessages.USER_ID
                    .col()
                    .isNotNull()
                    .and(FirstMessages.GROUP_ID.col().isNotNull())
                    .and(runDate.isKnown(FirstMessages.SENT_AT.col())))
            .join(
                recorded.select(USER_ID.col(), GROUP_ID.col()),
                new String[] {USER_ID.name(), GROUP_ID.name()},
                "left_anti")
            .select(
                USER_ID.is(FirstMessages.USER_ID.col()),
                GROUP_ID.is(FirstMessages.GROUP_ID.col()),
                JOINED_DAY.is(FirstMessages.DAY.col()),
                LEFT_DAY.isNull());
    return recorded.unionByName(spoken);
  }

  private GroupStays() {}
}
