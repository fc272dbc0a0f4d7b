/** Names of people and the ids that apps give them. */
package io.seedbed.world.names;
