/** The star schema: dimensions, facts and the list of all that is exported. */
package io.seedbed.notebooks.star;
