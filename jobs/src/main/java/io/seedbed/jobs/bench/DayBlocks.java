package io.seedbed.jobs.bench;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The days of a shop's history in blocks of 64, which the script keeps as bits of a number.
 *
 * @param first the first day that an order or a message falls on: bit 0 of block 0
 * @param last the run date
 */
record DayBlocks(LocalDate first, LocalDate last) {

  private static final int DAYS_IN_BLOCK = 64;
  private static final int MOST_MONTHS = 60;

  DayBlocks {
    if (last.isBefore(first) || ChronoUnit.MONTHS.between(first, last) >= MOST_MONTHS) {
      throw new IllegalArgumentException(
          "Cannot keep %s to %s as bits: the script holds up to %d months. Take out what is older."
              .formatted(first, last, MOST_MONTHS));
    }
  }

  /** How many blocks hold all days. */
  int count() {
    return (int) (ChronoUnit.DAYS.between(first, last) / DAYS_IN_BLOCK) + 1;
  }

  /** A number with a bit for each calendar month, from that of the first day, with a day set. */
  String months(String blocks) {
    List<String> bits = new ArrayList<>();
    YearMonth month = YearMonth.from(first);
    for (int bit = 0; !month.isAfter(YearMonth.from(last)); bit++, month = month.plusMonths(1)) {
      bits.add("bit_if(%s, %d)".formatted(hasDayOf(blocks, month), bit));
    }
    return String.join(" | ", bits);
  }

  private String hasDayOf(String blocks, YearMonth month) {
    long from = Math.max(0, ChronoUnit.DAYS.between(first, month.atDay(1)));
    long to =
        Math.min(
            ChronoUnit.DAYS.between(first, last),
            ChronoUnit.DAYS.between(first, month.atEndOfMonth()));
    List<String> parts = new ArrayList<>();
    for (long block = from / DAYS_IN_BLOCK; block <= to / DAYS_IN_BLOCK; block++) {
      long start = Math.max(from - block * DAYS_IN_BLOCK, 0);
      long end = Math.min(to - block * DAYS_IN_BLOCK, DAYS_IN_BLOCK - 1L);
      parts.add(
          "%s[%d] & %s::UBIGINT <> 0"
              .formatted(blocks, block + 1, Long.toUnsignedString(bits(start, end))));
    }
    return String.join(" OR ", parts);
  }

  private static long bits(long start, long end) {
    long upToEnd = end == DAYS_IN_BLOCK - 1 ? -1L : (1L << (end + 1)) - 1;
    return upToEnd & -(1L << start);
  }
}
