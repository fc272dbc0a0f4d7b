/** What is said in groups. */
package io.seedbed.world.chat;
