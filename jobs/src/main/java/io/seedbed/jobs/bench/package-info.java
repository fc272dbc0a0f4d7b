/** A made-up shop of any size, and what the night costs on it beside other ways to compute it. */
package io.seedbed.jobs.bench;
