/** People, what they are like, and the accounts, phones and devices they are known by. */
package io.seedbed.world.people;
