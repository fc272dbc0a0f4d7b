/** What is true of everybody, for judging the jobs; no job reads it. */
package io.seedbed.world.truth;
