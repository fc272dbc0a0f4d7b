/**
 * Holds the job jar to what a cluster needs of it: its content, and its ends under spark-submit.
 */
package io.seedbed.jobs.packaging;
