/** The runner: jobs declare what they read and write; the runner orders, reads, writes, checks. */
package io.seedbed.jobs.run;
