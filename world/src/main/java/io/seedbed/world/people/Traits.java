package io.seedbed.world.people;

/**
 * What somebody is like. None of it is a class: classes follow from traits and from what is done.
 *
 * @param sharesPerWeek inclination to share the shop
 * @param messagesPerWeek inclination to talk in groups; 0 for the silent
 * @param persuasion weight of what they share, 1 for most
 * @param gapDays median days between their purchases
 * @param gapDispersion standard deviation of the logarithm of these gaps
 * @param bearing how well they get over bad experience
 * @param spending what they spend on one order compared with others
 * @param intent probability-like wish to cheat, above 0.5 for those who mean to
 * @param isReseller whether they live off bringing buyers
 * @param wants how much they want of the shop
 * @param isOptedOut whether they refuse the archiving of what they say
 */
public record Traits(
    double sharesPerWeek,
    double messagesPerWeek,
    double persuasion,
    double gapDays,
    double gapDispersion,
    double bearing,
    double spending,
    double intent,
    boolean isReseller,
    Wants wants,
    boolean isOptedOut) {}
