/** How a Spark session is opened: the same everywhere a result could depend on it. */
package io.seedbed.jobs.session;
