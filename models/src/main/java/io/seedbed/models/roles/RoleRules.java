package io.seedbed.models.roles;

import io.seedbed.models.fit.MixtureRules;
import io.seedbed.models.fit.PriorRules;

/**
 * Thresholds of the roles in groups; values and reasons stand in {@code conf/rules/roles.conf}.
 *
 * @param answerWithinHours hours after a question in which a reply or mention answers it
 * @param answeringPrior what the prior of answering falls back on
 * @param sharingPrior what the prior of sharing falls back on
 * @param mixture when members are taken as two kinds
 */
public record RoleRules(
    int answerWithinHours,
    Leader leader,
    Seeker seeker,
    Sharer sharer,
    Onlooker onlooker,
    PriorRules answeringPrior,
    PriorRules sharingPrior,
    MixtureRules mixture) {

  /**
   * Opinion leaders (意见领袖): surely answer more than they ask, several people, and people who answer
   * others themselves.
   *
   * @param leastAnswers answers below which nobody leads
   * @param leastAskers people answered below which nobody leads
   * @param leastInfluence influence below which nobody leads; 1 is an even share
   * @param damping probability that a walk from asker to answerer goes on
   * @param answerRatio answers among answers and questions above which a member answers more
   * @param confidence least probability of that
   */
  public record Leader(
      int leastAnswers,
      int leastAskers,
      double leastInfluence,
      double damping,
      double answerRatio,
      double confidence) {

    public Leader {
      atLeastOne("least-answers", leastAnswers);
      atLeastOne("least-askers", leastAskers);
      if (!(leastInfluence >= 0)) {
        throw new IllegalArgumentException(
            "least-influence is %s. Give 0 or more; 1 is an even share.".formatted(leastInfluence));
      }
      share("damping", damping);
      share("answer-ratio", answerRatio);
      share("confidence", confidence);
    }
  }

  /**
   * Seekers (求知者): surely ask more than they answer.
   *
   * @param leastQuestions questions below which nobody seeks
   * @param answerRatio answers among answers and questions below which a member asks more
   * @param confidence least probability of that
   */
  public record Seeker(int leastQuestions, double answerRatio, double confidence) {

    public Seeker {
      atLeastOne("least-questions", leastQuestions);
      share("answer-ratio", answerRatio);
      share("confidence", confidence);
    }
  }

  /**
   * Sharers (分享者): surely share more of what they send than most members do.
   *
   * @param leastShares shares below which nobody is a sharer
   * @param leastShareDays days those shares must fall on
   * @param ratioFloor shares among messages that count as many are never taken below this
   * @param ratioQuantile quantile of the fitted prior from which a ratio counts as high
   * @param confidence least probability of a high ratio
   */
  public record Sharer(
      int leastShares,
      int leastShareDays,
      double ratioFloor,
      double ratioQuantile,
      double confidence) {

    public Sharer {
      atLeastOne("least-shares", leastShares);
      atLeastOne("least-share-days", leastShareDays);
      share("ratio-floor", ratioFloor);
      share("ratio-quantile", ratioQuantile);
      share("confidence", confidence);
    }
  }

  /**
   * Onlookers (围观者): were there and said nothing.
   *
   * @param leastDays days as a member below which silence says nothing
   */
  public record Onlooker(int leastDays) {

    public Onlooker {
      if (leastDays < 1 || leastDays > MemberTalk.WINDOW_DAYS) {
        throw new IllegalArgumentException(
            "least-days is %d. Give 1 to %d, the days looked at."
                .formatted(leastDays, MemberTalk.WINDOW_DAYS));
      }
    }
  }

  public RoleRules {
    atLeastOne("answer-within-hours", answerWithinHours);
    if (answerWithinHours > Answers.MOST_HOURS) {
      throw new IllegalArgumentException(
          "answer-within-hours is %d. Give at most %d: questions of one day more are read."
              .formatted(answerWithinHours, Answers.MOST_HOURS));
    }
  }

  private static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "%s is %d. Give a number of at least 1.".formatted(key, value));
    }
  }

  private static void share(String key, double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(
          "%s is %s. Give a number between 0 and 1.".formatted(key, value));
    }
  }
}
