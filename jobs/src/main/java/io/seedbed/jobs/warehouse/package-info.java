/** Where tables live: folders of Delta tables on any Hadoop file system, locks, publication. */
package io.seedbed.jobs.warehouse;
