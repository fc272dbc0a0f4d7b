package io.seedbed.models.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seedbed.models.fit.FittedModel;
import org.junit.jupiter.api.Test;

class RoleRulesTest {

  @Test
  void thresholdsOutOfRangeAreRefusedWithTheirKey() {
    refused(() -> new RoleRules.Leader(0, 1, 1, .85, .5, .7), "least-answers is 0.");
    refused(() -> new RoleRules.Leader(1, 0, 1, .85, .5, .7), "least-askers is 0.");
    refused(() -> new RoleRules.Leader(1, 1, -1, .85, .5, .7), "least-influence is -1.0.");
    refused(() -> new RoleRules.Leader(1, 1, 1, 1, .5, .7), "damping is 1.0.");
    refused(() -> new RoleRules.Seeker(0, .5, .7), "least-questions is 0.");
    refused(() -> new RoleRules.Seeker(1, 0, .7), "answer-ratio is 0.0.");
    refused(() -> new RoleRules.Sharer(1, 1, .2, .9, 1), "confidence is 1.0.");
    refused(() -> new RoleRules.Onlooker(29), "least-days is 29. Give 1 to 28");
    refused(() -> hours(0), "answer-within-hours is 0.");
    refused(() -> hours(25), "answer-within-hours is 25. Give at most 24");
  }

  @Test
  void aRatioIsFittedOverMembersAndNamesItsVersion() {
    Chats chats = new Chats();
    for (int member = 0; member < 60; member++) {
      for (int i = 0; i <= member % 5; i++) {
        chats.asked("q%d-%d".formatted(member, i), "m" + member, "2026-06-20T00:00:00Z");
      }
    }
    FittedModel fitted =
        MemberRatio.ANSWERS.fit(
            MemberRatio.ANSWERS
                .cells(chats.messages(), Chats.RULES, Chats.RUN_DATE)
                .collectAsList(),
            Chats.RUN_DATE,
            Chats.RULES);
    FittedRatio ratio = FittedRatio.from(fitted);
    assertThat(fitted.observations()).isEqualTo(60);
    assertThat(fitted.asOfDay()).isEqualTo(Chats.RUN_DATE.day());
    assertThat(ratio.prior().mean()).isLessThan(0.01);
    assertThat(ratio.high()).isEqualTo(Chats.RULES.sharer().ratioFloor());
    assertThat(ratio.version()).hasSize(12);
  }

  private static RoleRules hours(int hours) {
    RoleRules rules = Chats.RULES;
    return new RoleRules(
        hours,
        rules.leader(),
        rules.seeker(),
        rules.sharer(),
        rules.onlooker(),
        rules.answeringPrior(),
        rules.sharingPrior(),
        rules.mixture());
  }

  private static void refused(Runnable rules, String message) {
    assertThatThrownBy(rules::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
