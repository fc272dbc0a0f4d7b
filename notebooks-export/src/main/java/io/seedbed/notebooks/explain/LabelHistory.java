package io.seedbed.notebooks.explain;

import static java.util.Map.entry;

import io.seedbed.models.segmentation.SegmentIntervals;
import io.seedbed.notebooks.Language;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * What a user was from when to when, one sentence a stretch.
 *
 * @param intervals the user's rows of {@link SegmentIntervals}
 */
public record LabelHistory(List<Row> intervals, Language language) {

  private record Cause(String english, String chinese) {}

  private static final Map<String, Cause> CAUSES =
      Map.ofEntries(
          entry("first_seen", new Cause("on the first night", "首夜判定")),
          entry("appeal_confirmed", new Cause("by a decision of the shop", "商家裁定确认")),
          entry("appeal_cleared", new Cause("cleared by the shop", "商家裁定撤销")),
          entry("severe_event", new Cause("for a severe event", "严重事件")),
          entry("orders_go_bad", new Cause("since orders go bad often", "坏单率高")),
          entry("problem_over", new Cause("since orders go bad no longer", "坏单率恢复")),
          entry("purchase_taken_back", new Cause("since a purchase was taken back", "购买被撤回")),
          entry("first_purchase", new Cause("by a first purchase", "首次购买")),
          entry("came_back", new Cause("by buying again", "再次购买")),
          entry("distributes", new Cause("since invitees buy", "绑定新客购买")),
          entry("stopped_distributing", new Cause("since invitees no longer buy", "绑定新客不再购买")),
          entry("spreads", new Cause("since they share often or bring customers", "经常分享或带来新客")),
          entry("stopped_spreading", new Cause("since they no longer share often", "不再经常分享")),
          entry("watched_long_enough", new Cause("having been watched long enough", "观测时间已足够")),
          entry("no_longer_watched", new Cause("since sharing can no longer be seen", "分享不再可观测")));

  List<String> sentences() {
    return intervals.stream().map(this::sentence).toList();
  }

  /** The stretch that a day lies in; empty where there is none. */
  public Optional<String> on(LocalDate day) {
    Date asked = Date.valueOf(day);
    return intervals.stream()
        .filter(
            interval -> {
              Date last = interval.getAs(SegmentIntervals.TO_DAY.name());
              return !interval.<Date>getAs(SegmentIntervals.FROM_DAY.name()).after(asked)
                  && (last == null || !last.before(asked));
            })
        .findFirst()
        .map(this::sentence);
  }

  private String sentence(Row interval) {
    String cause = interval.getAs(SegmentIntervals.CAUSE.name());
    Cause said = CAUSES.getOrDefault(cause, new Cause(cause, cause));
    Date last = interval.getAs(SegmentIntervals.TO_DAY.name());
    Date first = interval.getAs(SegmentIntervals.FROM_DAY.name());
    String label = Label.of(interval.<String>getAs(SegmentIntervals.LEAF.name())).in(language);
    String period =
        last == null
            ? language.choose("Since %s", "%s 起").formatted(first)
            : language.choose("From %s to %s", "%s 至 %s").formatted(first, last);
    return language
        .choose("%s: %s, %s.", "%s：%s（%s）。")
        .formatted(period, label, language.choose(said.english(), said.chinese()));
  }
}
