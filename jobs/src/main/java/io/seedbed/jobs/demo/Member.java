package io.seedbed.jobs.demo;

import java.util.SplittableRandom;

/**
 * One person of the demo shop and how they are inclined; the inclinations are drawn independently,
 * so a person can be a great buyer and a great talker, or neither.
 */
final class Member {

  final int number;
  final int group;
  final int joinedDay;

  /** Days between purchases, on average; infinite for one who never buys. */
  final double gapDays;

  final double messagesPerDay;
  final double sharesPerDay;
  final double invitesPerDay;

  /** Probability that an order ends in a refund. */
  final double refundRate;

  final int leavesOnDay;
  int nextPurchaseDay;

  private Member(int number, int group, int joinedDay, SplittableRandom random) {
    this.number = number;
    this.group = group;
    this.joinedDay = joinedDay;
    this.gapDays =
        random.nextDouble() < 0.25
            ? Double.POSITIVE_INFINITY
            : 12 * Math.exp(0.9 * random.nextGaussian() + 0.6);
    this.messagesPerDay = 0.12 * Math.exp(random.nextGaussian());
    this.sharesPerDay = random.nextDouble() < 0.12 ? 0.08 + 0.25 * random.nextDouble() : 0.004;
    this.invitesPerDay = random.nextDouble() < 0.06 ? 0.06 + 0.14 * random.nextDouble() : 0.002;
    this.refundRate =
        random.nextDouble() < 0.03 ? 0.5 + 0.4 * random.nextDouble() : 0.02 * random.nextDouble();
    this.leavesOnDay =
        random.nextDouble() < 0.3 ? joinedDay + 10 + random.nextInt(150) : Integer.MAX_VALUE;
    this.nextPurchaseDay = joinedDay + 1 + firstWait(random);
  }

  static Member joining(int number, int group, int day, SplittableRandom random) {
    return new Member(number, group, day, random);
  }

  String id() {
    return "u%05d".formatted(number);
  }

  boolean isHere(int day) {
    return day > joinedDay && day < leavesOnDay;
  }

  void scheduleNextPurchase(int day, SplittableRandom random) {
    nextPurchaseDay = day + (int) Math.ceil(gapDays * Math.exp(0.7 * random.nextGaussian() - 0.25));
  }

  private int firstWait(SplittableRandom random) {
    return Double.isInfinite(gapDays) ? Integer.MAX_VALUE / 2 : random.nextInt(25);
  }
}
