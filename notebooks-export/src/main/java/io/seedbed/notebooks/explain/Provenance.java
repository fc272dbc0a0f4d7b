package io.seedbed.notebooks.explain;

import java.time.LocalDate;

/**
 * Where the numbers of an explanation come from, and how its money is counted.
 *
 * @param configHash hash of the effective configuration of the run
 * @param currency the reporting currency, ISO 4217
 * @param minorDigits decimal digits of a minor unit: 2 for CNY, 0 for JPY
 */
public record Provenance(
    String runId, LocalDate runDate, String configHash, String currency, int minorDigits) {}
