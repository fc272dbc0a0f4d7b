/** What tests of every module share. */
package io.seedbed.features.testing;
