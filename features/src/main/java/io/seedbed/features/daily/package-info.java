/** The ledger of contributions: additive measures per user and active business day. */
package io.seedbed.features.daily;
