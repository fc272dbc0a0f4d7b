package io.seedbed.jobs.evaluate;

import io.seedbed.models.fit.KaplanMeier;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What was found on all shops. */
public final class EvaluationResults {

  private static final long SHUFFLE = 7;

  private final List<ShopFindings> shops;
  private final Map<Integer, Confusion> achievable;

  /**
   * @param achievable by shop, how its people would be called at best
   */
  EvaluationResults(List<ShopFindings> shops, Map<Integer, Confusion> achievable) {
    this.shops = List.copyOf(shops);
    this.achievable = Map.copyOf(achievable);
  }

  /** How long true changes of one cause took to be noticed. */
  public record Noticing(String cause, long changes, long noticed, OptionalDouble median) {}

  /** An AUC beside outcomes that were dealt out anew, and how far from a half it may be. */
  public record Shuffled(int shop, String probability, double auc, double bound) {

    public boolean isChance() {
      return Math.abs(auc - 0.5) <= bound;
    }
  }

  public int shops() {
    return shops.size();
  }

  /** Mean of a figure over shops. */
  public Estimate estimate(Figure figure) {
    return Estimate.of(shops.stream().mapToDouble(shop -> of(figure, shop)).toArray());
  }

  /** Mean of a score of one class over shops. */
  public Estimate estimate(Label label, Score score) {
    return Estimate.of(shops.stream().mapToDouble(shop -> of(label, score, shop)).toArray());
  }

  /** A score of one class shop by shop; NaN where a shop has none. */
  public List<Double> each(Label label, Score score) {
    return shops.stream().map(shop -> of(label, score, shop)).toList();
  }

  /** A figure shop by shop; NaN where a shop has none. */
  public List<Double> each(Figure figure) {
    return shops.stream().map(shop -> of(figure, shop)).toList();
  }

  /** Truths and labels of all shops. */
  public Confusion confusion() {
    Confusion all = new Confusion();
    shops.forEach(shop -> all.addAll(shop.confusion()));
    return all;
  }

  /** Probabilities of labels in all shops. */
  public Forecasts labels() {
    return all(ShopFindings::labels);
  }

  /** P(problem) in all shops. */
  public Forecasts problems() {
    return all(ShopFindings::problems);
  }

  /** P(spreader) of repeat users in all shops. */
  public Forecasts spreaders() {
    return all(ShopFindings::spreaders);
  }

  /** By cause, how long true changes took to be noticed in the shops that were followed. */
  public List<Noticing> noticing() {
    Map<String, List<Followed.Notice>> byCause =
        shops.stream()
            .flatMap(shop -> shop.notices().stream())
            .collect(
                Collectors.groupingBy(Followed.Notice::cause, TreeMap::new, Collectors.toList()));
    return byCause.entrySet().stream()
        .map(cause -> noticing(cause.getKey(), cause.getValue()))
        .toList();
  }

  /** Every probability of every shop beside outcomes that have nothing to do with it. */
  public List<Shuffled> shuffled() {
    return shops.stream()
        .flatMap(
            shop ->
                Map.of(
                        "label", shop.labels(),
                        "problem", shop.problems(),
                        "spreader", shop.spreaders(),
                        "seed", shop.seeds())
                    .entrySet()
                    .stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(each -> shuffled(shop.shop(), each.getKey(), each.getValue())))
        .filter(each -> !Double.isNaN(each.auc()))
        .toList();
  }

  private static Shuffled shuffled(int shop, String probability, Forecasts forecasts) {
    return new Shuffled(shop, probability, forecasts.shuffled(SHUFFLE).auc(), forecasts.chance());
  }

  private Forecasts all(Function<ShopFindings, Forecasts> of) {
    Forecasts all = new Forecasts();
    shops.forEach(shop -> all.addAll(of.apply(shop)));
    return all;
  }

  private double of(Figure figure, ShopFindings shop) {
    return switch (figure) {
      case MACRO_F1 -> shop.confusion().macroF1();
      case ACHIEVABLE -> best(shop).macroF1();
      case SHARE_OF_ACHIEVABLE -> shop.confusion().macroF1() / best(shop).macroF1();
      case CONNECTED_MACRO_F1 -> shop.connected().macroF1();
      case CONNECTED -> (double) shop.connected().people() / shop.confusion().people();
      case REPEAT_F1 -> shop.confusion().repeatF1();
      case PROBLEM_PRECISION -> shop.confusion().precision(Label.PROBLEM);
      case LABEL_CALIBRATION -> shop.labels().calibrationError();
      case LABEL_BRIER -> shop.labels().brier();
      case PROBLEM_AUC -> shop.problems().auc();
      case SPREADER_AUC -> shop.spreaders().auc();
      case SEED_AUC -> shop.seeds().auc();
      case CHANGES_A_NIGHT -> followed(shop, Followed.Flapping::rate);
      case RETURNS_A_NIGHT -> followed(shop, Followed.Flapping::returnRate);
      case NIGHTS_TO_NOTICE -> noticing("", shop.notices()).median().orElse(Double.NaN);
      case SEED_PRECISION -> shop.seedPrecision();
      case CAPTURED_BY_LIST -> shop.captured().get(SeedChoice.LIST);
      case CAPTURED_BY_PAST_INVITERS -> shop.captured().get(SeedChoice.PAST_INVITERS);
      case CAPTURED_BY_SPENDERS -> shop.captured().get(SeedChoice.SPENDERS);
      case CAPTURED_BY_TALKERS -> shop.captured().get(SeedChoice.TALKERS);
      case CAPTURED_AT_RANDOM -> shop.captured().get(SeedChoice.RANDOM);
      case BROUGHT_BY_LIST -> shop.values().get(SeedChoice.LIST);
      case BROUGHT_BY_ORACLE -> shop.values().get(SeedChoice.ORACLE);
      case CREDITED -> shop.credited();
      case COMING_ANYWAY -> (double) shop.comingAnyway() / shop.credited();
      case SPLIT_PEOPLE -> shop.splitPeople();
      case MIXED_CUSTOMERS -> shop.mixedCustomers();
    };
  }

  private double of(Label label, Score score, ShopFindings shop) {
    return switch (score) {
      case PRECISION -> shop.confusion().precision(label);
      case RECALL -> shop.confusion().recall(label);
      case F1 -> shop.confusion().f1(label);
      case BEST_F1 -> best(shop).f1(label);
    };
  }

  /** How a shop's people would be called at best; nobody where that was not asked. */
  private Confusion best(ShopFindings shop) {
    return achievable.getOrDefault(shop.shop(), new Confusion());
  }

  private static double followed(ShopFindings shop, Function<Followed.Flapping, Double> figure) {
    return shop.flapping().map(figure).orElse(Double.NaN);
  }

  private static Noticing noticing(String cause, List<Followed.Notice> notices) {
    long noticed = notices.stream().filter(Followed.Notice::isNoticed).count();
    KaplanMeier waits =
        KaplanMeier.of(
            notices.stream().mapToDouble(Followed.Notice::nights).toArray(),
            notices.stream().mapToLong(notice -> notice.isNoticed() ? 1 : 0).toArray(),
            notices.stream().mapToLong(notice -> notice.isNoticed() ? 0 : 1).toArray());
    return new Noticing(cause, notices.size(), noticed, waits.median());
  }
}
