package io.seedbed.models.growth;

import io.seedbed.models.growth.RetentionMasks.Activity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The measures of the AARRR stages. Their order is that of the lists of {@link AarrrCells}. */
public final class AarrrMeasures {

  /** All measures under the rules, in the order of the stages. */
  public static List<AarrrMeasure> of(AarrrRules rules) {
    List<AarrrMeasure> measures = new ArrayList<>();
    measures.add(acquired());
    measures.add(activated(rules.activationDays()));
    RetentionWindow.of(rules.windows()).stream()
        .flatMap(window -> Stream.of(Activity.values()).map(activity -> retained(activity, window)))
        .forEach(measures::add);
    measures.addAll(revenue());
    rules.repeatDays().forEach(days -> measures.add(repeat(days)));
    measures.addAll(referral(rules));
    return List.copyOf(measures);
  }

  /** Name of a retention measure, such as {@code chat_n_day_7}. */
  static String retention(Activity activity, RetentionWindow window) {
    String days =
        window.kind() == RetentionWindow.Kind.BRACKET
            ? window.from() + "_" + window.to()
            : String.valueOf(window.from());
    return "%s_%s_%s".formatted(activity.label(), window.kind().label(), days);
  }

  /** Name of a repeat measure. */
  static String repeatWithin(int days) {
    return "repeat_%dd".formatted(days);
  }

  private static AarrrMeasure acquired() {
    return asOf(
        "acquisition",
        "acquired_users",
        "users",
        "Users whose d0 lies in the period",
        "期内获取的用户数",
        AarrrQuantities.USERS,
        Optional.empty(),
        false);
  }

  private static AarrrMeasure activated(int days) {
    return new AarrrMeasure(
        "activation",
        "activated_users",
        "users",
        "Members with a meaningful message or a paid order in d0…d0+%d".formatted(days),
        "d0…d0+%d内有有效发言或付款订单的人数".formatted(days),
        AarrrQuantities.ACTIVATED,
        Optional.of(AarrrQuantities.usersAfter(days)),
        AarrrQuantities.USERS,
        AarrrQuantities.usersAfter(days),
        false);
  }

  private static AarrrMeasure retained(Activity activity, RetentionWindow window) {
    String name = retention(activity, window);
    String due = AarrrQuantities.usersAfter(window.to());
    return new AarrrMeasure(
        "retention",
        name,
        "users",
        "Members active (%s) %s".formatted(activity.label(), window.english()),
        "%s活跃（%s）的成员".formatted(window.chinese(), activity.label()),
        name,
        Optional.of(due),
        AarrrQuantities.USERS,
        due,
        window.isOpenEnded());
  }

  private static List<AarrrMeasure> revenue() {
    Optional<String> users = Optional.of(AarrrQuantities.USERS);
    String net = AarrrQuantities.NET_MINOR;
    return List.of(
        asOf(
            "revenue",
            "buyers",
            "users",
            "Members with an order of net value above zero, of all members",
            "有净额为正订单的成员",
            AarrrQuantities.BUYERS,
            users,
            true),
        asOf(
            "revenue",
            "net_revenue",
            "minor units",
            "Net value of the members' orders to the run date",
            "成员订单净额合计",
            net,
            Optional.empty(),
            true),
        asOf("revenue", "arpu", "minor units", "Net revenue per member", "人均净收入", net, users, true),
        asOf(
            "revenue",
            "arppu",
            "minor units",
            "Net revenue per buyer",
            "付费用户人均净收入",
            net,
            Optional.of(AarrrQuantities.BUYERS),
            true));
  }

  private static AarrrMeasure repeat(int days) {
    return new AarrrMeasure(
        "revenue",
        repeatWithin(days),
        "users",
        "Buyers with a second purchase day within %d d of the first".formatted(days),
        "首购后%d日内再次购买的人数".formatted(days),
        AarrrQuantities.repeatWithin(days),
        Optional.of(AarrrQuantities.buyersAfter(days)),
        AarrrQuantities.BUYERS,
        AarrrQuantities.buyersAfter(days),
        true);
  }

  private static List<AarrrMeasure> referral(AarrrRules rules) {
    String users = AarrrQuantities.usersAfter(rules.inviteMatureDays());
    String sent = "Invites sent in d0…d0+%d".formatted(rules.inviteDays());
    String sentChinese = "d0…d0+%d内发出的邀请".formatted(rules.inviteDays());
    return List.of(
        new AarrrMeasure(
            "referral",
            "referrers",
            "users",
            "Members with a qualified invitee, of those acquired %d d ago or more"
                .formatted(rules.inviteMatureDays()),
            "获取满%d日的成员中有有效新客的人数".formatted(rules.inviteMatureDays()),
            AarrrQuantities.REFERRERS,
            Optional.of(users),
            AarrrQuantities.USERS,
            users,
            true),
        judged(
            "invites_per_user",
            "invites",
            sent,
            sentChinese,
            AarrrQuantities.INVITES,
            users,
            users),
        judged(
            "qualified_per_invite",
            "users",
            sent + ": their qualified invitees, of the invites",
            sentChinese + "：每个邀请的有效新客",
            AarrrQuantities.QUALIFIED,
            AarrrQuantities.INVITES,
            users),
        judged(
            "joined_k",
            "users",
            sent + ": invitees bound, per member",
            sentChinese + "：人均绑定",
            AarrrQuantities.JOINED,
            users,
            users),
        judged(
            "buyer_k",
            "users",
            sent
                + ": bound invitees with a purchase day within %d d of joining, per member"
                    .formatted(rules.inviteeBuysWithinDays()),
            sentChinese + "：加入后%d日内购买的绑定新客，人均".formatted(rules.inviteeBuysWithinDays()),
            AarrrQuantities.INVITED_BUYERS,
            users,
            users),
        judged(
            "k_factor",
            "users",
            sent + ": qualified invitees, per member",
            sentChinese + "：人均有效新客",
            AarrrQuantities.QUALIFIED,
            users,
            users));
  }

  private static AarrrMeasure judged(
      String name,
      String unit,
      String english,
      String chinese,
      String numerator,
      String denominator,
      String due) {
    return new AarrrMeasure(
        "referral",
        name,
        unit,
        english,
        chinese,
        numerator,
        Optional.of(denominator),
        AarrrQuantities.USERS,
        due,
        false);
  }

  private static AarrrMeasure asOf(
      String stage,
      String name,
      String unit,
      String english,
      String chinese,
      String numerator,
      Optional<String> denominator,
      boolean isOpenEnded) {
    return new AarrrMeasure(
        stage,
        name,
        unit,
        english,
        chinese,
        numerator,
        denominator,
        AarrrQuantities.USERS,
        AarrrQuantities.USERS,
        isOpenEnded);
  }

  private AarrrMeasures() {}
}
