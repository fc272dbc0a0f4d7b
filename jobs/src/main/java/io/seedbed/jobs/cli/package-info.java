/** The command line: options in, exit codes out; the work is done elsewhere. */
package io.seedbed.jobs.cli;
