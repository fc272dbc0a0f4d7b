package io.seedbed.world.settings;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Which world to make: the same plan and version give the same bytes.
 *
 * @param users people there are, whether they ever come or not
 * @param days from the opening of the shop to {@code ends}, both counted
 * @param regime name of the settings
 * @param rendered the settings as text, for whoever wants the same world again
 */
public record WorldPlan(
    int users,
    int days,
    LocalDate ends,
    long seed,
    String regime,
    WorldSettings settings,
    String rendered) {

  private static final int FEWEST_USERS = 100;
  private static final int MOST_USERS = 500_000;
  private static final int FEWEST_DAYS = 30;
  private static final int MOST_DAYS = 1_500;

  public WorldPlan {
    List<String> problems = new ArrayList<>();
    if (users < FEWEST_USERS || users > MOST_USERS) {
      problems.add(
          "%d users are not from %d to %d. Give --users another number."
              .formatted(users, FEWEST_USERS, MOST_USERS));
    }
    if (days < FEWEST_DAYS || days > MOST_DAYS) {
      problems.add(
          "%d days are not from %d to %d. Give --days another number."
              .formatted(days, FEWEST_DAYS, MOST_DAYS));
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  /**
   * A plan of one of these regimes.
   *
   * @throws SettingsException with all that is wrong in it
   */
  public static WorldPlan of(
      int users, int days, LocalDate ends, long seed, String regime, Regimes regimes) {
    return new WorldPlan(
        users, days, ends, seed, regime, regimes.named(regime), regimes.rendered(regime));
  }

  /** The day the shop opens. */
  public LocalDate opens() {
    return ends.minusDays(days - 1L);
  }
}
