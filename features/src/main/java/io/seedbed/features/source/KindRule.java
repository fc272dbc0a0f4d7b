package io.seedbed.features.source;

/**
 * Names the rows that are of a kind; of an ordered list the first rule that holds decides.
 *
 * @param kind one of the contract's kinds
 * @param when a Spark SQL condition over the STRING columns of the files; unknown is no
 */
public record KindRule(String kind, String when) {}
