/** A small community shop made up for the demo: what it sells, who talks, buys and invites. */
package io.seedbed.jobs.demo;
