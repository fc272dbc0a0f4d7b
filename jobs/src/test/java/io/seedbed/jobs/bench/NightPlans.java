package io.seedbed.jobs.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.SparkPlanInfo;
import org.apache.spark.sql.execution.ui.SparkListenerSQLAdaptiveExecutionUpdate;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What the queries of a night's jobs move and read, from the plans as they start: how often rows
 * are shuffled and handed to every task, which inputs are scanned how often, and what is computed
 * by functions that Spark cannot look into. What Spark makes of a plan while it runs depends on
 * which stage is over first and is left out. Of Delta's queries to its own log only the number
 * counts.
 */
final class NightPlans extends SparkListener {

  private static final Pattern INPUT = Pattern.compile("/(tables|inbox)/(\\w+)");
  private static final Pattern RUN_DATE = Pattern.compile("run_date=(\\d{4}-\\d{2}-\\d{2})");
  private static final List<String> OPAQUE =
      List.of("MapElements", "MapPartitions", "DeserializeToObject", "BatchEvalPython");

  private final List<String> jobs;
  private final Map<Long, SparkPlanInfo> plans = new LinkedHashMap<>();
  private final Map<Long, String> jobOf = new HashMap<>();
  private String job = "";

  /** What the queries of one job come to. */
  static final class Cost {
    private final Map<String, Integer> scans = new TreeMap<>();
    private final SortedSet<String> runDates = new TreeSet<>();
    private final Set<SparkPlanInfo> kept = new HashSet<>();
    private int queries;
    private int shuffles;
    private int broadcasts;
    private boolean isOpaque;

    SortedSet<String> runDates() {
      return runDates;
    }

    boolean isOpaque() {
      return isOpaque;
    }

    private void add(SparkPlanInfo node) {
      String name = node.nodeName();
      shuffles += name.equals("Exchange") ? 1 : 0;
      broadcasts += name.equals("BroadcastExchange") ? 1 : 0;
      isOpaque |=
          OPAQUE.stream().anyMatch(name::startsWith) || node.simpleString().contains("UDF(");
      if (name.startsWith("Scan ")) {
        scanned(node);
      }
      for (SparkPlanInfo child : CollectionConverters.asJava(node.children())) {
        if (!name.equals("InMemoryTableScan") || kept.add(child)) {
          add(child);
        }
      }
    }

    private void scanned(SparkPlanInfo scan) {
      String location = scan.metadata().getOrElse("Location", () -> "");
      Matcher input = INPUT.matcher(location);
      if (input.find()) {
        scans.merge(input.group(1) + "/" + input.group(2), 1, Integer::sum);
        RUN_DATE.matcher(location).results().forEach(found -> runDates.add(found.group(1)));
      }
    }

    private String line() {
      List<String> inputs = new ArrayList<>();
      scans.forEach((input, times) -> inputs.add(input + (times == 1 ? "" : " x" + times)));
      return "%d queries, %d shuffles, %d broadcasts%s; reads %s"
          .formatted(
              queries,
              shuffles,
              broadcasts,
              isOpaque ? ", own functions" : "",
              inputs.isEmpty() ? "nothing" : String.join(", ", inputs));
    }
  }

  private NightPlans(List<String> jobs) {
    this.jobs = jobs;
  }

  /** The plans of some jobs, by name, while something runs. */
  static NightPlans of(SparkSession session, List<String> jobs, Runnable night) {
    NightPlans plans = new NightPlans(jobs);
    session.sparkContext().addSparkListener(plans);
    try {
      night.run();
      session.sparkContext().listenerBus().waitUntilEmpty();
    } catch (TimeoutException late) {
      throw new IllegalStateException("Spark has not told of all queries", late);
    } finally {
      session.sparkContext().removeSparkListener(plans);
    }
    return plans;
  }

  @Override
  public void onOtherEvent(SparkListenerEvent event) {
    if (event instanceof SparkListenerSQLExecutionStart start) {
      if (!start.description().startsWith("Delta:")) {
        job = jobs.contains(start.description()) ? start.description() : "";
      }
      jobOf.put(start.executionId(), job);
      plans.put(start.executionId(), start.sparkPlanInfo());
    } else if (event instanceof SparkListenerSQLAdaptiveExecutionUpdate update
        && !isPlanned(plans.get(update.executionId()))) {
      plans.put(update.executionId(), update.sparkPlanInfo());
    }
  }

  /** The plan of a write is told of when it starts to run. */
  private static boolean isPlanned(SparkPlanInfo plan) {
    return plan.nodeName().equals("AdaptiveSparkPlan")
        || CollectionConverters.asJava(plan.children()).stream().anyMatch(NightPlans::isPlanned);
  }

  /** By job, in the order they ran. */
  Map<String, Cost> costs() {
    Map<String, Cost> costs = new LinkedHashMap<>();
    plans.forEach(
        (execution, plan) -> {
          Cost cost = costs.computeIfAbsent(jobOf.get(execution), any -> new Cost());
          cost.queries++;
          if (!isOfTheLog(plan)) {
            cost.add(plan);
          }
        });
    costs.remove("");
    return costs;
  }

  /** Whether a query is one of Delta's, to its own log. */
  private static boolean isOfTheLog(SparkPlanInfo plan) {
    return plan.nodeName().contains("Delta Table State")
        || plan.metadata().getOrElse("Location", () -> "").contains("_delta_log")
        || CollectionConverters.asJava(plan.children()).stream().anyMatch(NightPlans::isOfTheLog);
  }

  /** One line per job. */
  Stream<String> lines() {
    return costs().entrySet().stream()
        .map(cost -> "%s: %s".formatted(cost.getKey(), cost.getValue().line()));
  }
}
