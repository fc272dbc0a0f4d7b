/** What sets the classes of customers apart: attributes they have more often than all others. */
package io.seedbed.models.profiles;
