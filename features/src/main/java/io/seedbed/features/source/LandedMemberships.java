package io.seedbed.features.source;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Column;

/** One row per row of the memberships source: a stay in a group. */
public final class LandedMemberships {

  public static final Field GROUP_ID = Field.text("group_id", "Group", "群编号");
  public static final Field USER_ID =
      Field.text("user_id", "Member as the source has it", "来源成员编号");
  public static final Field JOINED_AT =
      Field.instant("joined_at", "When the user joined (UTC)", "入群时间（UTC）");
  public static final Field LEFT_AT =
      Field.instant("left_at", "When the user left (UTC)", "退群时间（UTC）").orNull();
  public static final Field INVITER_ID =
      Field.text("inviter_id", "Who brought the member in, as the source has it", "来源邀请人编号")
          .orNull();
  public static final Field SCENE = Field.text("scene", "How the user joined", "入群方式").orNull();

  public static final SourceContract CONTRACT =
      new SourceContract(
              "memberships",
              List.of("membership"),
              List.of(GROUP_ID, USER_ID, JOINED_AT, LEFT_AT, INVITER_ID, SCENE),
              List.of(GROUP_ID, USER_ID, JOINED_AT),
              JOINED_AT,
              USER_ID,
              Optional.empty())
          .naming(INVITER_ID, JOINED_AT);

  public static final Table TABLE =
      LandedRows.table(
          CONTRACT,
          "One row per row of the memberships source, with what became of it",
          "入群来源的每一行及其处理结果",
          GROUP_ID,
          USER_ID,
          JOINED_AT,
          LEFT_AT,
          INVITER_ID,
          SCENE);

  /** How the rows of the source's files are landed. */
  public static Landing landing(SourceMapping mapping, Reading reading) {
    return new Landing(TABLE, CONTRACT, mapping, reading);
  }

  /**
   * What a row says: of the day it stands on, and of the day of the leave, which is learned later.
   */
  public static List<Happening> happenings(Function<Column, Column> dayOf) {
    return Happening.learnedLater(TABLE, LandedRows.bookkeeping(), LEFT_AT, dayOf);
  }

  private LandedMemberships() {}
}
