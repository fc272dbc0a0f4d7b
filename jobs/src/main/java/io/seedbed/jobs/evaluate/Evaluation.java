package io.seedbed.jobs.evaluate;

import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;

/** Runs nights on made-up shops, one shop after the other, and judges them. */
public final class Evaluation {

  private final SparkSession session;
  private final Plan plan;
  private final Shops shops;
  private final Consumer<String> progress;

  /**
   * What is to be judged.
   *
   * @param shops how many
   * @param followed how many of them night by night
   * @param judged the night on which people are judged
   * @param nights that follow in these shops, and over which seeds are judged
   * @param rules settings laid over those of the shops
   * @param work an existing folder; every shop is deleted from it when it is judged
   */
  public record Plan(
      int shops,
      int followed,
      LocalDate judged,
      int nights,
      Config rules,
      Path work,
      String codeVersion) {}

  /** Makes shops up. */
  @FunctionalInterface
  public interface Shops {
    /** Writes a shop with its settings and its truth into a folder that is not there yet. */
    void write(int shop, Path folder) throws IOException;
  }

  /**
   * @param progress told what is being done
   */
  public Evaluation(SparkSession session, Plan plan, Shops shops, Consumer<String> progress) {
    this.session = session;
    this.plan = plan;
    this.shops = shops;
    this.progress = progress;
  }

  /** Judges all shops. */
  public EvaluationResults run() throws IOException {
    Path seen = plan.work().resolve("seen");
    Achievable achievable = new Achievable(session, seen);
    try {
      List<ShopFindings> findings = new ArrayList<>();
      for (int shop = 1; shop <= plan.shops(); shop++) {
        findings.add(findings(shop, achievable));
      }
      progress.accept("What can be seen at best");
      return new EvaluationResults(
          findings, achievable.confusions(IntStream.rangeClosed(1, plan.shops()).boxed().toList()));
    } finally {
      FileUtils.deleteDirectory(seen.toFile());
    }
  }

  private ShopFindings findings(int shop, Achievable achievable) throws IOException {
    Path folder = plan.work().resolve("shop" + shop);
    progress.accept("Shop %d of %d".formatted(shop, plan.shops()));
    try {
      shops.write(shop, folder);
      ShopTruth truth = ShopTruth.read(folder.resolve("truth"));
      ShopNights nights = new ShopNights(session, folder, plan.rules(), plan.codeVersion());
      PublishedNight published = nights.run(plan.judged());
      JudgedNight night = published.judged(truth);
      ShopJudge judge = new ShopJudge(shop, truth, night);
      judge.teach(achievable, published);
      List<Choosable> choosable = published.choosable();
      return judge.findings(choosable, followed(shop, nights, truth, night));
    } finally {
      if (Files.exists(folder)) {
        FileUtils.deleteDirectory(folder.toFile());
      }
    }
  }

  private List<JudgedNight> followed(
      int shop, ShopNights nights, ShopTruth truth, JudgedNight first) {
    if (shop > plan.followed()) {
      return List.of();
    }
    List<JudgedNight> followed = new ArrayList<>(List.of(first));
    for (int night = 1; night <= plan.nights(); night++) {
      progress.accept("Shop %d, night %d of %d".formatted(shop, night, plan.nights()));
      followed.add(nights.run(plan.judged().plusDays(night)).judged(truth));
    }
    return followed;
  }
}
