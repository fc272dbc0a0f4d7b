package io.seedbed.models.seeds;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.seedbed.features.table.Field;
import io.seedbed.models.fit.BetaBinomial;
import io.seedbed.models.fit.CountCells;
import io.seedbed.models.fit.FitVersion;
import io.seedbed.models.fit.FittedModel;
import io.seedbed.models.fit.PriorRules;
import io.seedbed.models.referral.Inviters;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A rate among an inviter's invitees, and how it spreads over the shop's inviters: the prior that
 * keeps one lucky invitee from looking like a habit.
 */
public final class InviteeRate {

  /** Matured invitees who qualified. */
  public static final InviteeRate GERMINATION =
      new InviteeRate(
          "germination_prior",
          Inviters.MATURED_INVITEES,
          Inviters.QUALIFIED_INVITEES,
          SeedRules::germinationPrior);

  /** Buying invitees who bought in the leading category. */
  public static final InviteeRate PURITY =
      new InviteeRate(
          "purity_prior", Inviters.BUYING_INVITEES, Inviters.PURE_INVITEES, SeedRules::purityPrior);

  private static final Field USERS = Field.count("users", "users", "Inviters", "人数");

  private final String model;
  private final Field trials;
  private final Field successes;
  private final Function<SeedRules, PriorRules> prior;

  private InviteeRate(
      String model, Field trials, Field successes, Function<SeedRules, PriorRules> prior) {
    this.model = model;
    this.trials = trials;
    this.successes = successes;
    this.prior = prior;
  }

  /** Name of the fit. */
  public String model() {
    return model;
  }

  /** Inviters counted by (trials, successes). */
  public Dataset<Row> cells(Dataset<Row> inviters) {
    return inviters
        .where(trials.col().gt(0))
        .groupBy(trials.col(), successes.col())
        .agg(USERS.is(count(lit(1))));
  }

  /** Fits the prior on those cells. */
  public FittedModel fit(List<Row> cells, LocalDate asOfDay, SeedRules rules) {
    CountCells counts =
        new CountCells(
            cells.stream().mapToInt(cell -> Math.toIntExact(number(cell, trials))).toArray(),
            cells.stream().mapToInt(cell -> Math.toIntExact(number(cell, successes))).toArray(),
            cells.stream().mapToLong(cell -> number(cell, USERS)).toArray());
    return new FittedModel(
        model,
        BetaBinomial.fit(counts, prior.apply(rules), rules.mixture()),
        cells.stream().mapToLong(cell -> number(cell, USERS)).sum(),
        asOfDay,
        FitVersion.of(model, asOfDay, cells, rules));
  }

  private static long number(Row cell, Field field) {
    return cell.<Long>getAs(field.name());
  }
}
