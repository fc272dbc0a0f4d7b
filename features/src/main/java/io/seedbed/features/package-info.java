/** From source rows to one row per user: contracts, facts, the daily ledger and user features. */
package io.seedbed.features;
