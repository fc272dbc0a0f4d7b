/** What is known of one user as of a run date. */
package io.seedbed.features.user;
