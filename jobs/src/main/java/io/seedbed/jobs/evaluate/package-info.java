/**
 * Judges what the night says of people of made-up shops against what is true of them. Nothing here
 * is read by a job.
 */
package io.seedbed.jobs.evaluate;
