package io.seedbed.models.referral;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReferralRulesTest {

  @Test
  void maturityLeavesTimeToBuyAndToBeActive() {
    assertThatThrownBy(() -> new ReferralRules(List.of("*"), 30, 30, 59, 180))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "mature-after-days is 59, but an invitee has 30 days to buy and 30 to be active after it."
                + " Give at least 60.");
  }

  @Test
  void windowsLastADayAtLeast() {
    assertThatThrownBy(() -> new ReferralRules(List.of(), 0, 30, 60, 180))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("purchase-within-days is 0. Give at least 1 day.");
    assertThatThrownBy(() -> new ReferralRules(List.of(), 30, 0, 60, 180))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("active-within-days is 0. Give at least 1 day.");
    assertThatThrownBy(() -> new ReferralRules(List.of(), 30, 30, 60, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("recent-days is 0. Give at least 1 day.");
  }
}
