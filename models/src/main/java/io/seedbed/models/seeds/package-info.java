/** Whom to ask: seed candidates, five criteria and their score. */
package io.seedbed.models.seeds;
