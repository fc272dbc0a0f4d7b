package io.seedbed.features.source;

/** What makes ids of different sources one customer. */
public enum IdentityRule {
  /** Ids are taken as they are. */
  NONE,
  /** The k-th most talkative sender is the k-th most frequent customer: made up, for showing. */
  BY_RANK
}
