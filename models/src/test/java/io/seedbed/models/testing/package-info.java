/** The models once more, in SQL, for the tests of this module and of those above it. */
package io.seedbed.models.testing;
