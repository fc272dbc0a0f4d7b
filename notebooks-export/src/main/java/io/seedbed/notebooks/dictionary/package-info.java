/** The data dictionary, rendered from the declarations of the tables. */
package io.seedbed.notebooks.dictionary;
