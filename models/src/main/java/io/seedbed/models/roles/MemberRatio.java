package io.seedbed.models.roles;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.seedbed.features.table.Field;
import io.seedbed.features.time.RunDate;
import io.seedbed.models.fit.BetaBinomial;
import io.seedbed.models.fit.BetaMixture;
import io.seedbed.models.fit.CountCells;
import io.seedbed.models.fit.FitVersion;
import io.seedbed.models.fit.FittedModel;
import io.seedbed.models.fit.FittedModel.Estimate;
import io.seedbed.models.fit.PriorRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A ratio among what a member of a group does, and how it spreads over the shop's members: the
 * prior that keeps one answer from looking like a habit.
 */
public final class MemberRatio {

  /** Answers among answers and questions. */
  public static final MemberRatio ANSWERS =
      new MemberRatio(
          "answering_prior",
          ChatRoles.ANSWERS_28D.col(),
          ChatRoles.ANSWERS_28D.col().plus(ChatRoles.QUESTIONS_28D.col()),
          RoleRules::answeringPrior);

  /** Shares among meaningful messages and shares. */
  public static final MemberRatio SHARES =
      new MemberRatio(
          "sharing_prior",
          ChatRoles.SHARES_28D.col(),
          ChatRoles.MESSAGES_28D.col(),
          RoleRules::sharingPrior);

  private static final Field TRIALS = Field.count("trials", "", "Trials", "");
  private static final Field SUCCESSES = Field.count("successes", "", "Successes", "");
  private static final Field MEMBERS = Field.count("members", "members", "Members", "人数");

  private final String model;
  private final Column successes;
  private final Column trials;
  private final Function<RoleRules, PriorRules> fallback;

  private MemberRatio(
      String model, Column successes, Column trials, Function<RoleRules, PriorRules> fallback) {
    this.model = model;
    this.successes = successes;
    this.trials = trials;
    this.fallback = fallback;
  }

  /** Name of the fit. */
  public String model() {
    return model;
  }

  Column successes() {
    return successes;
  }

  Column trials() {
    return trials;
  }

  /** Members of groups counted by (trials, successes) in the 28 d that end with the fit date. */
  public Dataset<Row> cells(Dataset<Row> chatMessages, RoleRules rules, RunDate fitDate) {
    return MemberTalk.from(chatMessages, Optional.empty(), rules, fitDate)
        .where(trials.gt(0))
        .groupBy(TRIALS.is(trials), SUCCESSES.is(successes))
        .agg(MEMBERS.is(count(lit(1))));
  }

  /** Fits the prior on those cells. */
  public FittedModel fit(List<Row> cells, RunDate fitDate, RoleRules rules) {
    CountCells counts =
        new CountCells(
            cells.stream().mapToInt(cell -> Math.toIntExact(number(cell, TRIALS))).toArray(),
            cells.stream().mapToInt(cell -> Math.toIntExact(number(cell, SUCCESSES))).toArray(),
            cells.stream().mapToLong(cell -> number(cell, MEMBERS)).toArray());
    Map<String, Estimate> estimates =
        new HashMap<>(BetaBinomial.fit(counts, fallback.apply(rules), rules.mixture()));
    long members = cells.stream().mapToLong(cell -> number(cell, MEMBERS)).sum();
    FittedModel prior = new FittedModel(model, estimates, members, fitDate.day(), "");
    double quantile = BetaMixture.from(prior).quantile(rules.sharer().ratioQuantile());
    estimates.put(FittedRatio.HIGH, Estimate.of(Math.max(rules.sharer().ratioFloor(), quantile)));
    return new FittedModel(
        model,
        estimates,
        members,
        fitDate.day(),
        FitVersion.of(model, fitDate.day(), cells, rules));
  }

  private static long number(Row cell, Field field) {
    return cell.<Long>getAs(field.name());
  }
}
