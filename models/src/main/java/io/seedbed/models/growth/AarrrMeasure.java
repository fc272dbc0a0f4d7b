package io.seedbed.models.growth;

import java.util.Optional;

/**
 * A measure of an AARRR stage: which per-member quantities it adds up and when it is due.
 *
 * @param stage one of {@link AarrrLong#STAGE}'s values
 * @param name value of {@link AarrrLong#MEASURE}
 * @param unit unit of the numerator
 * @param numerator quantity counted
 * @param denominator quantity it is counted out of; empty for a plain count
 * @param everyone quantity of all members the measure is about
 * @param due quantity of those who have had the time it needs
 * @param isOpenEnded whether the figure can still change once it is due
 */
public record AarrrMeasure(
    String stage,
    String name,
    String unit,
    String english,
    String chinese,
    String numerator,
    Optional<String> denominator,
    String everyone,
    String due,
    boolean isOpenEnded) {}
