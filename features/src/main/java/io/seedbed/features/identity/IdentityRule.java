package io.seedbed.features.identity;

/** What makes ids of different sources one customer. */
public enum IdentityRule {
  /** Ids are taken as they are. */
  NONE,
  /** What the identities source claims; without it ids are taken as they are. */
  BY_CLAIMS,
  /** The k-th most talkative sender is the k-th most frequent customer: made up, for showing. */
  BY_RANK
}
