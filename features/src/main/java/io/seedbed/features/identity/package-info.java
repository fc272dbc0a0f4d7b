/**
 * Which ids of the sources are one customer: from the claims that a shop's sources make to the
 * links that every fact is resolved by.
 */
package io.seedbed.features.identity;
