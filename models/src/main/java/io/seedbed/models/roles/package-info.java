/** Who plays which part in a group: who answers, who asks, who shares, who only reads. */
package io.seedbed.models.roles;
