package io.seedbed.world.history;

import io.seedbed.world.calendar.Clock;
import io.seedbed.world.random.Draws;
import io.seedbed.world.random.Purpose;
import io.seedbed.world.settings.WorldSettings;
import java.util.SplittableRandom;

/** Where and when on its day a share was made. */
public record ShareAct(Scene scene, int second, boolean isReported) {

  /** Where to. */
  public enum Scene {
    PRIVATE_CHAT,
    GROUP,
    MOMENTS
  }

  private static final double PRIVATE = 0.4;
  private static final double GROUP = 0.75;

  /** The share of somebody on a day. */
  static ShareAct of(int person, int day, WorldSettings settings, Draws draws) {
    SplittableRandom random = draws.stream(Purpose.SHARE_SCENE, person, day);
    double part = random.nextDouble();
    Scene scene = part < PRIVATE ? Scene.PRIVATE_CHAT : part < GROUP ? Scene.GROUP : Scene.MOMENTS;
    int second = new Clock(settings.hours()).second(random);
    return new ShareAct(scene, second, random.nextDouble() < settings.contagion().reportedShare());
  }
}
