package io.seedbed.features.source;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.util.List;
import java.util.Optional;

/** One row per row of the commissions source; a clawback is negative. */
public final class LandedCommissions {

  public static final Field COMMISSION_ID = Field.text("commission_id", "Booking", "佣金编号");
  public static final Field USER_ID =
      Field.text("user_id", "Customer as the source has it", "来源客户编号");
  public static final Field BOOKED_AT = Field.instant("booked_at", "When (UTC)", "记账时间（UTC）");
  static final Field AMOUNT = Field.of("amount", Money.AMOUNT, "Commission, major units", "佣金");
  public static final Field ORDER_ID =
      Field.text("order_id", "Order it was earned on", "相关订单").orNull();
  public static final Field AMOUNT_MINOR =
      Field.money("amount_minor", "Commission; negative for a clawback", "佣金，追回为负");

  public static final SourceContract CONTRACT =
      new SourceContract(
          "commissions",
          List.of("commission"),
          List.of(COMMISSION_ID, USER_ID, BOOKED_AT, AMOUNT, ORDER_ID),
          List.of(COMMISSION_ID),
          BOOKED_AT,
          USER_ID,
          Optional.empty());

  public static final Table TABLE =
      LandedRows.table(
          CONTRACT,
          "One row per row of the commissions source, with what became of it",
          "佣金来源的每一行及其处理结果",
          COMMISSION_ID,
          USER_ID,
          BOOKED_AT,
          AMOUNT_MINOR,
          ORDER_ID);

  /** How the rows of the source's files are landed. */
  public static Landing landing(SourceMapping mapping, Reading reading) {
    return new Landing(TABLE, CONTRACT, mapping, reading)
        .deriving(AMOUNT_MINOR, Money.minor(AMOUNT.col(), reading))
        .rejecting("bad_amount", AMOUNT_MINOR.col().isNull(), given -> given.named(AMOUNT));
  }

  private LandedCommissions() {}
}
