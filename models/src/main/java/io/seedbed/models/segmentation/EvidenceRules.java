package io.seedbed.models.segmentation;

/**
 * Which source rows are shown for a label.
 *
 * @param mostRows most rows of one user, the newest
 * @param shareDays days up to the run date in which shares count
 * @param severeEventDays days up to the run date in which severe cases count
 * @param inviteeDays days up to the run date in which invitees count
 */
public record EvidenceRules(int mostRows, int shareDays, int severeEventDays, int inviteeDays) {}
