/** The jobs of the nightly run: wiring from tables to tables, no rules and no I/O. */
package io.seedbed.jobs.nightly;
