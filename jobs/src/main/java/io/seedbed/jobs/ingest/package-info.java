/** Opens the files of sources as their presets say; the only place that reads them. */
package io.seedbed.jobs.ingest;
