package io.seedbed.jobs.warehouse;

/**
 * How tables that lie together by day are cut into files.
 *
 * @param rowsPerFile most rows of a file
 * @param markedFromBytes the size from which rows of a table that are replaced are marked as gone
 *     where they lie; a smaller table is written again whole, which leaves nothing to look up when
 *     it is read
 */
public record FileSizes(int rowsPerFile, long markedFromBytes) {}
