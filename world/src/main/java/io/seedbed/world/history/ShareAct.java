package io.seedbed.world.history;

import io.seedbed.world.calendar.Clock;
import io.seedbed.world.random.Draws;
import io.seedbed.world.random.Purpose;
import io.seedbed.world.settings.ContagionSettings;
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

  /** The share of somebody on a day. */
  static ShareAct of(int person, int day, WorldSettings settings, Draws draws) {
    ContagionSettings.Sharing sharing = settings.contagion().sharing();
    SplittableRandom random = draws.stream(Purpose.SHARE_SCENE, person, day);
    Scene scene = scene(random.nextDouble(), sharing);
    int second = new Clock(settings.hours()).second(random);
    return new ShareAct(scene, second, random.nextDouble() < sharing.reportedShare());
  }

  private static Scene scene(double part, ContagionSettings.Sharing sharing) {
    if (part < sharing.privateChatShare()) {
      return Scene.PRIVATE_CHAT;
    }
    return part < sharing.privateChatShare() + sharing.groupShare() ? Scene.GROUP : Scene.MOMENTS;
  }
}
