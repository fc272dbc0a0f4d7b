/**
 * What a source must bring and what a row of it is worth: accepted, rejected with a reason, or a
 * duplicate.
 */
package io.seedbed.features.source;
