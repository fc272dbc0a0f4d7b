package io.seedbed.jobs.config;

import io.seedbed.features.identity.IdentityRules;
import io.seedbed.features.source.IngestRules;
import io.seedbed.features.user.FeatureRules;
import io.seedbed.jobs.export.ExportSettings;
import io.seedbed.jobs.ingest.Layout;
import io.seedbed.jobs.warehouse.FileSizes;
import io.seedbed.models.growth.GrowthRules;
import io.seedbed.models.profiles.ProfileRules;
import io.seedbed.models.purchase.PurchaseRules;
import io.seedbed.models.referral.ReferralRules;
import io.seedbed.models.roles.RoleRules;
import io.seedbed.models.seeds.SeedRules;
import io.seedbed.models.segmentation.SegmentationRules;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a run can be told, one component per area of {@code conf/}; the key of a component is
 * its name in kebab-case.
 *
 * @param shadow rules that run beside those in force and decide nothing
 * @param sources what is read, by the name of its contract ("orders", "chat_messages")
 */
public record Settings(
    Shop shop,
    Map<String, Source> sources,
    Run run,
    IngestRules ingest,
    IdentityRules identities,
    ExportSettings export,
    FeatureRules features,
    SegmentationRules segmentation,
    Optional<SegmentationRules> shadow,
    PurchaseRules purchase,
    ReferralRules referral,
    SeedRules seeds,
    RoleRules roles,
    ProfileRules profiles,
    GrowthRules growth) {

  /**
   * The shop itself.
   *
   * @param zone the business zone that cuts days
   * @param currency the one reporting currency, ISO 4217
   */
  public record Shop(ZoneId zone, String currency) {
    public Shop {
      try {
        Currency.getInstance(currency);
      } catch (IllegalArgumentException unknown) {
        throw new IllegalArgumentException(
            "Cannot use currency '%s': it is no ISO 4217 code. Name one such as CNY or GBP."
                .formatted(currency),
            unknown);
      }
    }

    /** How many decimal digits make a minor unit: 2 for CNY, 0 for JPY. */
    public int minorDigits() {
      return Currency.getInstance(currency).getDefaultFractionDigits();
    }
  }

  /**
   * One external source.
   *
   * @param preset the file under {@code conf/sources/} that says how its files are laid out
   * @param files paths or globs, read in the order of their names
   * @param layout what differs from the preset's layout
   */
  public record Source(String preset, List<String> files, Optional<Layout> layout) {}

  /**
   * How a run is carried out; nothing here changes a result.
   *
   * @param shufflePartitions tasks of a shuffle in local mode; a cluster decides for itself
   * @param maxCells most rows a fit may bring to the driver
   * @param keepNights run dates kept beside month ends
   * @param keepHistoryDays how long replaced files stay
   * @param mostMissingNights missing nights that are run before the one asked for
   * @param upkeepEveryDays run dates from one upkeep to the next
   * @param rowsPerFile most rows of a file of a table that lies together by day
   * @param markRowsFromMegabytes size from which replaced rows of such a table are marked as gone
   */
  public record Run(
      int shufflePartitions,
      int maxCells,
      int keepNights,
      int keepHistoryDays,
      int mostMissingNights,
      int upkeepEveryDays,
      int rowsPerFile,
      int markRowsFromMegabytes) {
    public Run {
      atLeastOne("shuffle-partitions", shufflePartitions);
      atLeastOne("max-cells", maxCells);
      atLeastOne("keep-nights", keepNights);
      atLeastOne("keep-history-days", keepHistoryDays);
      if (mostMissingNights < 0) {
        throw new IllegalArgumentException(
            "most-missing-nights is %d. Give 0 or more nights.".formatted(mostMissingNights));
      }
      atLeastOne("upkeep-every-days", upkeepEveryDays);
      atLeastOne("rows-per-file", rowsPerFile);
      atLeastOne("mark-rows-from-megabytes", markRowsFromMegabytes);
    }

    /** How tables that lie together by day are cut into files. */
    public FileSizes fileSizes() {
      return new FileSizes(rowsPerFile, markRowsFromMegabytes * 1_000_000L);
    }

    private static void atLeastOne(String key, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(
            "%s is %d. Give a number of at least 1.".formatted(key, value));
      }
    }
  }
}
