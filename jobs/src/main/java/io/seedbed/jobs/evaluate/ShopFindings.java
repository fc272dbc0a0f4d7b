package io.seedbed.jobs.evaluate;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How well the jobs did on one shop.
 *
 * @param connected of those of whom the jobs know who they are among those who talk and share
 * @param labels probability of the label beside whether it is the true class
 * @param problems P(problem) of those who paid for something beside whether they are
 * @param spreaders P(spreader) of repeat users beside whether they are
 * @param captured by choice, the share of the oracle's value; NaN where nobody brings anybody
 * @param values by choice, buyers brought after the night
 * @param flapping where the shop was followed night by night
 */
record ShopFindings(
    int shop,
    Confusion confusion,
    Confusion connected,
    Forecasts labels,
    Forecasts problems,
    Forecasts spreaders,
    Forecasts seeds,
    double seedPrecision,
    Map<SeedChoice, Double> captured,
    Map<SeedChoice, Double> values,
    long credited,
    long comingAnyway,
    int splitPeople,
    int mixedCustomers,
    Optional<Followed.Flapping> flapping,
    List<Followed.Notice> notices) {}
