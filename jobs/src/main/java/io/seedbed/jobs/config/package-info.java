/** Configuration: HOCON files read into validated records, with every problem reported at once. */
package io.seedbed.jobs.config;
