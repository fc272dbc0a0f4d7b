package io.seedbed.models.growth;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per cohort and dimension value: the main figures of the long table side by side.
 *
 * <p>A figure rests on the members who have had the time it needs, and is null where there are none
 * or the rules leave its window out. Rates cannot be added up; for sums take the long table.
 */
public final class AarrrWide {

  public static final Field RUN_DATE = AarrrLong.RUN_DATE;
  public static final Field DAY = AarrrLong.DAY;
  public static final Field GRAIN = AarrrLong.GRAIN;
  public static final Field DIMENSION = AarrrLong.DIMENSION;
  public static final Field VALUE = AarrrLong.VALUE;

  public static final Field ACQUIRED_USERS =
      Field.count("acquired_users", "users", "Users acquired in the period", "获取用户数").orNull();
  public static final Field ACTIVATED_USERS =
      Field.count("activated_users", "users", "Members who were activated", "激活用户数").orNull();
  public static final Field ACTIVATION_RATE = rate("activation_rate", "Activated", "激活率");
  public static final Field RETENTION_RATE_1D =
      rate("retention_rate_1d", "Active on d0+1", "次日留存率");
  public static final Field RETENTION_RATE_7D =
      rate("retention_rate_7d", "Active on d0+7", "7日留存率");
  public static final Field RETENTION_RATE_30D =
      rate("retention_rate_30d", "Active on d0+30", "30日留存率");
  public static final Field RETENTION_RATE_7_14D =
      rate("retention_rate_7_14d", "Active in d0+7…d0+14", "7至14日留存率");
  public static final Field CHAT_RETENTION_RATE_7_14D =
      rate("chat_retention_rate_7_14d", "On chat in d0+7…d0+14", "7至14日发言留存率");
  public static final Field PURCHASE_RETENTION_RATE_7_14D =
      rate("purchase_retention_rate_7_14d", "Bought in d0+7…d0+14", "7至14日购买留存率");
  public static final Field UNBOUNDED_RETENTION_RATE_30D =
      rate("unbounded_retention_rate_30d", "Active on or after d0+30; can rise", "30日及以后留存率");
  public static final Field BUYERS =
      Field.count("buyers", "users", "Members with a purchase day", "购买人数").orNull();
  public static final Field BUYER_RATE = rate("buyer_rate", "Buyers", "购买率");
  public static final Field NET_REVENUE_MINOR =
      Field.money("net_revenue_minor", "Net value of the members' orders", "净收入").orNull();
  public static final Field ARPU_MINOR =
      perHead("arpu_minor", "minor units", "Net revenue per member", "人均净收入");
  public static final Field ARPPU_MINOR =
      perHead("arppu_minor", "minor units", "Net revenue per buyer", "付费用户人均净收入");
  public static final Field REPEAT_RATE_30D =
      rate("repeat_rate_30d", "Buyers who bought again within 30 d", "30日复购率");
  public static final Field REPEAT_RATE_60D =
      rate("repeat_rate_60d", "Buyers who bought again within 60 d", "60日复购率");
  public static final Field REPEAT_RATE_90D =
      rate("repeat_rate_90d", "Buyers who bought again within 90 d", "90日复购率");
  public static final Field REFERRERS =
      Field.count("referrers", "users", "Members with a qualified invitee", "裂变用户数").orNull();
  public static final Field REFERRER_RATE = rate("referrer_rate", "Referrers", "裂变率");
  public static final Field INVITES_PER_USER =
      perHead("invites_per_user", "invites", "Invites sent per member", "人均邀请数");
  public static final Field QUALIFIED_PER_INVITE =
      perHead("qualified_per_invite", "users", "Qualified invitees per invite", "每邀请有效新客");
  public static final Field JOINED_K =
      perHead("joined_k", "users", "Bound invitees per member", "加入K");
  public static final Field BUYER_K =
      perHead("buyer_k", "users", "Buying invitees per member", "购买K");
  public static final Field K_FACTOR =
      perHead("k_factor", "users", "Qualified invitees per member", "K因子");
  public static final Field IS_COMPLETE =
      Field.flag("is_complete", "Whether every measure of the cohort is complete", "是否全部完整");
  public static final Field IS_LEFT_TRUNCATED = AarrrLong.IS_LEFT_TRUNCATED;

  private enum Part {
    NUMERATOR,
    RATIO
  }

  private record Figure(Field field, String measure, Part part) {}

  private static final List<Figure> FIGURES =
      List.of(
          new Figure(ACQUIRED_USERS, "acquired_users", Part.NUMERATOR),
          new Figure(ACTIVATED_USERS, "activated_users", Part.NUMERATOR),
          new Figure(ACTIVATION_RATE, "activated_users", Part.RATIO),
          new Figure(RETENTION_RATE_1D, "either_n_day_1", Part.RATIO),
          new Figure(RETENTION_RATE_7D, "either_n_day_7", Part.RATIO),
          new Figure(RETENTION_RATE_30D, "either_n_day_30", Part.RATIO),
          new Figure(RETENTION_RATE_7_14D, "either_bracket_7_14", Part.RATIO),
          new Figure(CHAT_RETENTION_RATE_7_14D, "chat_bracket_7_14", Part.RATIO),
          new Figure(PURCHASE_RETENTION_RATE_7_14D, "purchase_bracket_7_14", Part.RATIO),
          new Figure(UNBOUNDED_RETENTION_RATE_30D, "either_unbounded_30", Part.RATIO),
          new Figure(BUYERS, "buyers", Part.NUMERATOR),
          new Figure(BUYER_RATE, "buyers", Part.RATIO),
          new Figure(NET_REVENUE_MINOR, "net_revenue", Part.NUMERATOR),
          new Figure(ARPU_MINOR, "arpu", Part.RATIO),
          new Figure(ARPPU_MINOR, "arppu", Part.RATIO),
          new Figure(REPEAT_RATE_30D, "repeat_30d", Part.RATIO),
          new Figure(REPEAT_RATE_60D, "repeat_60d", Part.RATIO),
          new Figure(REPEAT_RATE_90D, "repeat_90d", Part.RATIO),
          new Figure(REFERRERS, "referrers", Part.NUMERATOR),
          new Figure(REFERRER_RATE, "referrers", Part.RATIO),
          new Figure(INVITES_PER_USER, "invites_per_user", Part.RATIO),
          new Figure(QUALIFIED_PER_INVITE, "qualified_per_invite", Part.RATIO),
          new Figure(JOINED_K, "joined_k", Part.RATIO),
          new Figure(BUYER_K, "buyer_k", Part.RATIO),
          new Figure(K_FACTOR, "k_factor", Part.RATIO));

  public static final Table TABLE =
      Table.named("aarrr_wide", "One row per cohort and dimension value", "每行一个队列的一个维度值")
          .with(fields())
          .keyedBy(RUN_DATE, DAY, GRAIN, DIMENSION, VALUE)
          .partitionedBy(RUN_DATE);

  /**
   * The main figures of each cell, with ratios null where their denominator is null or zero. Rests
   * on nothing but the rows given, as {@link AarrrLong#from} does.
   */
  public static Dataset<Row> from(Dataset<Row> cells, Dataset<Row> counted) {
    Column[] figures =
        FIGURES.stream().map(figure -> figure.field().is(valueOf(figure))).toArray(Column[]::new);
    return cells
        .join(broadcast(places(counted)), new String[] {RUN_DATE.name()})
        .select(
            Stream.of(
                    Stream.of(TABLE.keyColumns()),
                    Stream.of(figures),
                    Stream.of(
                        IS_COMPLETE.is(not(array_contains(AarrrCells.ARE_COMPLETE.col(), false))),
                        IS_LEFT_TRUNCATED.col()))
                .flatMap(each -> each)
                .toArray(Column[]::new));
  }

  /** Names of the measures that figures here come from. */
  static List<String> measures() {
    return FIGURES.stream().map(Figure::measure).distinct().toList();
  }

  /**
   * One row per run date: where each measure stands in the cells, null where it was not counted.
   */
  private static Dataset<Row> places(Dataset<Row> counted) {
    List<Column> places =
        measures().stream()
            .map(
                measure ->
                    max(when(isNamed(measure), CountedMeasures.PLACE.col())).as(place(measure)))
            .toList();
    return counted
        .groupBy(RUN_DATE.col())
        .agg(places.get(0), places.stream().skip(1).toArray(Column[]::new));
  }

  private static Column isNamed(String measure) {
    return AarrrLong.MEASURE.col().equalTo(measure);
  }

  private static String place(String measure) {
    return "place_of_" + measure;
  }

  private static Column valueOf(Figure figure) {
    Column place = col(place(figure.measure()));
    Column numerator = get(AarrrCells.NUMERATORS.col(), place);
    Column denominator = get(AarrrCells.DENOMINATORS.col(), place);
    return switch (figure.part()) {
      case NUMERATOR -> numerator;
      case RATIO -> when(denominator.gt(0), numerator.divide(denominator));
    };
  }

  private static Field[] fields() {
    return Stream.of(
            Stream.of(RUN_DATE, DAY, GRAIN, DIMENSION, VALUE),
            FIGURES.stream().map(Figure::field),
            Stream.of(IS_COMPLETE, IS_LEFT_TRUNCATED))
        .flatMap(each -> each)
        .toArray(Field[]::new);
  }

  private static Field rate(String name, String english, String chinese) {
    return Field.real(name, "ratio", english + ", of members with the time", chinese).orNull();
  }

  private static Field perHead(String name, String unit, String english, String chinese) {
    return Field.real(name, unit, english, chinese).orNull();
  }

  private AarrrWide() {}
}
