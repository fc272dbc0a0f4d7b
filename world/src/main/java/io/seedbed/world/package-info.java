/**
 * An agent-based community shop whose truth is known, so that the jobs can be judged.
 *
 * <p>People have correlated traits and live around groups of very different sizes. They see what
 * others share, come when enough different people told them lately, buy with log-normal gaps that
 * seasons stretch, live through good and bad, share, talk, send back and go; some truly change on a
 * day. Packages in the order in which things happen: {@code settings}, {@code random}, {@code
 * calendar}, {@code groups}, {@code people}, {@code contagion}, {@code trade}, {@code history},
 * {@code chat}; then {@code exports} tells a part of it in the formats that shops have, and {@code
 * truth} all of it. Exports never see the truth, and nothing here knows the jobs or their models.
 */
package io.seedbed.world;
