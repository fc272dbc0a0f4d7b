package io.seedbed.models.growth;

import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.growth.RetentionMasks.Activity;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Column;

/**
 * What one member adds to a cohort, by name. Counts that need time are null until the member has
 * had it, so that their sum over members without it is null and never zero; members due are 1 or 0.
 */
final class AarrrQuantities {

  static final String USERS = "users";
  static final String ACTIVATED = "activated";
  static final String BUYERS = "buyers";
  static final String NET_MINOR = "net_minor";
  static final String REFERRERS = "referrers";
  static final String INVITES = "invites";
  static final String JOINED = "joined";
  static final String INVITED_BUYERS = "invited_buyers";
  static final String QUALIFIED = "qualified";

  private final Map<String, Column> columns = new LinkedHashMap<>();
  private final RunDate runDate;

  private AarrrQuantities(RunDate runDate) {
    this.runDate = runDate;
  }

  static String usersAfter(int days) {
    return "users_after_%d".formatted(days);
  }

  static String buyersAfter(int days) {
    return "buyers_after_%d".formatted(days);
  }

  static String repeatWithin(int days) {
    return "repeat_within_%d".formatted(days);
  }

  /** Expressions over {@link CohortMembers}, by name of the quantity. */
  static Map<String, Column> of(GrowthRules growth, RunDate runDate) {
    AarrrRules rules = growth.aarrr();
    RetentionMasks masks = growth.masks();
    AarrrQuantities quantities = new AarrrQuantities(runDate);
    quantities.addAsOf();
    quantities.addAfter(
        rules.activationDays(), ACTIVATED, oneIf(MemberActivity.IS_ACTIVATED.col()));
    for (RetentionWindow window : RetentionWindow.of(rules.windows())) {
      for (Activity activity : Activity.values()) {
        quantities.addAfter(
            window.to(),
            AarrrMeasures.retention(activity, window),
            masks.retained(activity, window));
      }
    }
    rules.repeatDays().forEach(quantities::addRepeat);
    int mature = rules.inviteMatureDays();
    quantities.addAfter(mature, REFERRERS, oneIf(InviteCounts.EVER_QUALIFIED.col().gt(0)));
    quantities.addAfter(mature, INVITES, InviteCounts.INVITES.col());
    quantities.addAfter(mature, JOINED, InviteCounts.JOINED.col());
    quantities.addAfter(mature, INVITED_BUYERS, InviteCounts.BUYERS.col());
    quantities.addAfter(mature, QUALIFIED, InviteCounts.QUALIFIED.col());
    return quantities.columns;
  }

  private void addAsOf() {
    columns.put(USERS, lit(1L));
    columns.put(BUYERS, oneIf(isBuyer()));
    columns.put(NET_MINOR, UserFeatures.NET_SPEND_MINOR.col());
  }

  private void addAfter(int days, String name, Column quantity) {
    Column isDue = isOver(CohortMembers.ACQUIRED_DAY.col(), days);
    columns.put(usersAfter(days), oneIf(isDue));
    columns.put(name, when(isDue, quantity));
  }

  private void addRepeat(int days) {
    Column first = UserFeatures.FIRST_PURCHASE_DAY.col();
    Column second = UserFeatures.SECOND_PURCHASE_DAY.col();
    Column isDue = isBuyer().and(isOver(first, days));
    columns.put(buyersAfter(days), oneIf(isDue));
    columns.put(repeatWithin(days), when(isDue, oneIf(second.leq(date_add(first, days)))));
  }

  private Column isOver(Column start, int days) {
    return date_add(start, days).leq(runDate.asColumn());
  }

  private static Column isBuyer() {
    return UserFeatures.FIRST_PURCHASE_DAY.col().isNotNull();
  }

  private static Column oneIf(Column condition) {
    return when(condition, 1L).otherwise(0L);
  }
}
