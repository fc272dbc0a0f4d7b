/** Where the funnel leaks: AARRR, strict funnel, retention and revenue. */
package io.seedbed.models.growth;
