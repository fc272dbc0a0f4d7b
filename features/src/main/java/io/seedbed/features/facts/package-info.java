/**
 * Typed events of the shop: orders, refunds, messages, memberships, invites, shares and what counts
 * against them.
 */
package io.seedbed.features.facts;
