/** Writes what analysts read: Parquet by Spark, then a DuckDB file and CSV by DuckDB. */
package io.seedbed.jobs.export;
