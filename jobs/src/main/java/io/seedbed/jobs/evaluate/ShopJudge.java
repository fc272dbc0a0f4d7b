package io.seedbed.jobs.evaluate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Lays what a night says of people beside what is true of them. */
final class ShopJudge {

  private final int shop;
  private final ShopTruth truth;
  private final JudgedNight night;
  private final List<TruePerson> people;

  /** Judges everybody who is of one of the five classes, or is a customer who was called so. */
  ShopJudge(int shop, ShopTruth truth, JudgedNight night) {
    this.shop = shop;
    this.truth = truth;
    this.night = night;
    this.people =
        truth.people().stream()
            .filter(person -> isTrulyLeaf(person) || night.label(person).isLeaf())
            .toList();
  }

  ShopFindings findings(List<Choosable> customers, List<JudgedNight> followed) {
    SeedChoices seeds = new SeedChoices(truth, night, customers);
    List<ShopTruth.Arrival> credited = seeds.credited();
    Followed nights = new Followed(truth, followed);
    return new ShopFindings(
        shop,
        confusion(people),
        confusion(
            people.stream().filter(person -> night.matching().isConnected(person.id())).toList()),
        forecasts(
            given -> true, JudgedCustomer::probability, (given, truth) -> given.label() == truth),
        forecasts(given -> true, JudgedCustomer::problem, (given, truth) -> truth == Label.PROBLEM),
        forecasts(
            given -> given.label().isRepeat(),
            JudgedCustomer::spreader,
            (given, truth) -> truth == Label.SPREADER),
        seeds.asForecasts(),
        seeds.precision(),
        byChoice(seeds::captured),
        byChoice(seeds::value),
        credited.size(),
        credited.stream().filter(ShopTruth.Arrival::comesAnyway).count(),
        night.matching().splitPeople(),
        night.matching().mixedCustomers(),
        followed.isEmpty() ? Optional.empty() : Optional.of(nights.flapping()),
        followed.isEmpty() ? List.of() : nights.notices());
  }

  /** Gives those to be judged to a learner. */
  void teach(Achievable achievable, PublishedNight published) {
    Map<Boolean, List<TruePerson>> known =
        people.stream().collect(Collectors.partitioningBy(person -> night.of(person).isPresent()));
    achievable.add(
        shop,
        published.features(),
        known.get(true).stream()
            .map(
                person ->
                    new Achievable.Known(night.of(person).orElseThrow().customer(), truly(person)))
            .toList());
    known.get(false).forEach(person -> achievable.addUnknown(shop, truly(person)));
  }

  private Confusion confusion(List<TruePerson> people) {
    Confusion confusion = new Confusion();
    people.forEach(person -> confusion.add(truly(person), night.label(person)));
    return confusion;
  }

  private Forecasts forecasts(
      Predicate<JudgedCustomer> isMeant,
      ToDoubleFunction<JudgedCustomer> probability,
      BiPredicate<JudgedCustomer, Label> isSo) {
    Forecasts forecasts = new Forecasts();
    for (TruePerson person : people) {
      night
          .of(person)
          .filter(isMeant)
          .ifPresent(
              given ->
                  forecasts.add(probability.applyAsDouble(given), isSo.test(given, truly(person))));
    }
    return forecasts;
  }

  private boolean isTrulyLeaf(TruePerson person) {
    return truly(person).isLeaf();
  }

  private Label truly(TruePerson person) {
    return person.on(night.day());
  }

  private static Map<SeedChoice, Double> byChoice(ToDoubleFunction<SeedChoice> figure) {
    Map<SeedChoice, Double> figures = new EnumMap<>(SeedChoice.class);
    for (SeedChoice choice : SeedChoice.values()) {
      figures.put(choice, figure.applyAsDouble(choice));
    }
    return figures;
  }
}
