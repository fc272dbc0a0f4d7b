package io.seedbed.models.referral;

import static io.seedbed.models.referral.InviteEdges.INVITEE_ID;
import static io.seedbed.models.referral.InviteEdges.JOINED_DAY;
import static io.seedbed.models.referral.InviteEdges.QUALIFIED_DAY;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.table.Base;
import io.seedbed.features.table.Field;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * One row per bound invitee who was active since joining: the day they became qualified, and
 * whether they would have been with nothing refunded.
 *
 * <p>All that can qualify an invitee happens in so many days after joining. Where these had passed
 * on the run date of a base, its verdict stands; for the others only the user days from that long
 * before the base are read, so that the cost does not grow with history.
 */
final class Qualifications {

  static final Field WOULD_QUALIFY =
      Field.flag("would_qualify", "Whether qualified, were nothing refunded", "不计退款是否达标").orNull();

  private static final Field KEPT_PURCHASE_DAY =
      Field.date("kept_purchase_day", "First day of a purchase that was kept", "首个有效购买日").orNull();
  private static final Field PAID_PURCHASE_DAY =
      Field.date("paid_purchase_day", "First day of a purchase, kept or not", "首个付款日").orNull();

  /**
   * Qualifications of bound edges.
   *
   * @param bound edges that bind, one per invitee
   * @param userDay {@link UserDay} as of the run date
   * @param base {@link InviteEdges} of an earlier run date
   */
  static Dataset<Row> from(
      Dataset<Row> bound, Dataset<Row> userDay, ReferralRules rules, Optional<Base> base) {
    if (base.isEmpty()) {
      return found(bound, userDay, rules);
    }
    LocalDate lastSettled = base.get().day().minusDays(rules.daysToQualify());
    Column isOpen = JOINED_DAY.col().gt(lastSettled);
    Dataset<Row> settled =
        base.get()
            .rows()
            .where(InviteEdges.isBound().and(not(isOpen)))
            .select(
                INVITEE_ID.col(),
                QUALIFIED_DAY.col(),
                WOULD_QUALIFY.is(InviteEdges.OUTCOME.col().isin("qualified", "revoked")));
    return found(bound.where(isOpen), userDay.where(UserDay.DAY.col().gt(lastSettled)), rules)
        .unionByName(settled);
  }

  /**
   * Edges, of which there is one per invitee, are looked up in a hash table; only the days of
   * invitees since joining are sorted.
   */
  private static Dataset<Row> found(Dataset<Row> bound, Dataset<Row> userDay, ReferralRules rules) {
    Column isKept = UserDay.KEPT_ORDERS.col().gt(0);
    Column isPaid = UserDay.PAID_ORDERS.col().gt(0);
    Column isMessage = UserDay.MESSAGES.col().gt(0);
    Column sinceJoining =
        UserDay.DAY
            .col()
            .between(JOINED_DAY.col(), date_add(JOINED_DAY.col(), rules.daysToQualify()));
    return userDay
        .join(
            bound.select(INVITEE_ID.col(), JOINED_DAY.col()).hint("shuffle_hash"),
            INVITEE_ID.col().equalTo(UserDay.USER_ID.col()).and(sinceJoining),
            "inner")
        .withColumn(KEPT_PURCHASE_DAY.name(), firstPurchase(isKept, rules))
        .withColumn(PAID_PURCHASE_DAY.name(), firstPurchase(isPaid, rules))
        .groupBy(INVITEE_ID.col())
        .agg(
            QUALIFIED_DAY.is(firstDayAfter(KEPT_PURCHASE_DAY, isMessage.or(isKept), rules)),
            WOULD_QUALIFY.is(
                firstDayAfter(PAID_PURCHASE_DAY, isMessage.or(isPaid), rules).isNotNull()));
  }

  private static Column firstPurchase(Column isPurchase, ReferralRules rules) {
    Column isInTime = UserDay.DAY.col().leq(date_add(JOINED_DAY.col(), rules.purchaseWithinDays()));
    return min(when(isPurchase.and(isInTime), UserDay.DAY.col()))
        .over(Window.partitionBy(INVITEE_ID.col()));
  }

  private static Column firstDayAfter(Field purchaseDay, Column isActive, ReferralRules rules) {
    Column isInTime =
        UserDay.DAY
            .col()
            .between(
                date_add(purchaseDay.col(), 1),
                date_add(purchaseDay.col(), rules.activeWithinDays()));
    return min(when(isActive.and(isInTime), UserDay.DAY.col()));
  }

  private Qualifications() {}
}
