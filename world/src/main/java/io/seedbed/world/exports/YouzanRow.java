package io.seedbed.world.exports;

import io.seedbed.world.calendar.ShopCalendar;
import io.seedbed.world.lines.Text;
import io.seedbed.world.people.Account;
import io.seedbed.world.settings.TradeSettings;
import io.seedbed.world.trade.Line;
import io.seedbed.world.trade.Order;
import io.seedbed.world.trade.Refund;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rows of the report of one evening, each an order. */
final class YouzanRow {

  /** The columns of the report, in their order. */
  static final List<String> HEADER =
      List.of(
          "订单号",
          "归属店铺",
          "订单类型",
          "订单状态",
          "订单创建时间",
          "买家付款时间",
          "交易成功时间",
          "商品种类数",
          "订单商品总件数",
          "付款方式",
          "支付流水号",
          "商品金额合计",
          "运费",
          "店铺优惠合计",
          "应收订单金额",
          "订单实付金额",
          "全部商品名称",
          "收货人/提货人",
          "收货人手机号/提货人手机号",
          "收货人省份",
          "收货人城市",
          "收货人地区",
          "详细收货地址/提货地址",
          "买家备注",
          "买家昵称",
          "买家手机号",
          "分销员",
          "订单退款状态",
          "订单已退款金额",
          "商家订单备注");

  private static final String DONE = "交易成功";

  private final ShopCalendar calendar;
  private final TradeSettings.Payments payments;
  private final TradeSettings.Delivery delivery;

  YouzanRow(ShopCalendar calendar, TradeSettings settings) {
    this.calendar = calendar;
    this.payments = settings.payments();
    this.delivery = settings.delivery();
  }

  /** The values under {@link #HEADER} at the end of a day. */
  List<String> values(Order order, Account account, int lastDay) {
    Optional<Refund> refund = order.refund().filter(each -> each.day() <= lastDay);
    String status = status(order, refund, lastDay);
    Map<String, String> values = new HashMap<>();
    // Spreadsheets would take the number for one and round it, so it ends in a tab.
    values.put("订单号", order.orderId() + "\t");
    values.put("归属店铺", "邻里优选");
    values.put("订单类型", "普通订单");
    values.put("订单状态", status);
    times(order, status, values);
    goods(order, values);
    values.put("收货人手机号/提货人手机号", account.phone());
    values.put("收货人省份", "浙江省");
    values.put("收货人城市", "杭州市");
    values.put("买家备注", order.lines().size() >= delivery.remarkLines() ? "一起送，\n放门口" : "");
    values.put("买家昵称", account.nick());
    values.put("买家手机号", account.phone());
    refund.ifPresent(each -> refund(order, each, values));
    return HEADER.stream().map(column -> values.getOrDefault(column, "")).toList();
  }

  private void times(Order order, String status, Map<String, String> values) {
    long placed = calendar.epochSecond(order.day(), order.second());
    values.put("订单创建时间", Times.local(placed));
    if (order.isPaid()) {
      values.put("付款方式", "微信支付");
      values.put("买家付款时间", Times.local(placed + payments.seconds()));
    }
    if (status.equals(DONE)) {
      values.put(
          "交易成功时间",
          Times.local(calendar.epochSecond(order.day() + delivery.doneDays(), order.second())));
    }
  }

  private static void goods(Order order, Map<String, String> values) {
    String amount = Money.yuan(order.amountMinor());
    int pieces = order.lines().stream().mapToInt(Line::quantity).sum();
    values.put("商品种类数", String.valueOf(order.lines().size()));
    values.put("订单商品总件数", String.valueOf(pieces));
    values.put(
        "全部商品名称",
        order.lines().stream()
            .map(line -> Text.of("%s(%d件)", line.product().name(), line.quantity()))
            .collect(Collectors.joining(" ")));
    values.put("商品金额合计", amount);
    values.put("运费", "0.00");
    values.put("应收订单金额", amount);
    values.put("订单实付金额", order.isPaid() ? amount : "0.00");
  }

  private static void refund(Order order, Refund refund, Map<String, String> values) {
    boolean isWhole = refund.amountMinor() == order.amountMinor();
    values.put("订单退款状态", isWhole ? "退款成功（全额退款）" : "退款成功（部分退款）");
    values.put("订单已退款金额", Money.yuan(refund.amountMinor()));
  }

  private String status(Order order, Optional<Refund> refund, int lastDay) {
    if (!order.isPaid()) {
      boolean isOpen = order.status() == Order.Status.UNPAID && order.day() == lastDay;
      return isOpen ? "待付款" : "交易关闭";
    }
    if (refund.filter(each -> each.amountMinor() == order.amountMinor()).isPresent()) {
      return "交易关闭";
    }
    int age = lastDay - order.day();
    if (age >= delivery.doneDays()) {
      return DONE;
    }
    return age >= delivery.sentDays() ? "已发货" : "待发货";
  }
}
