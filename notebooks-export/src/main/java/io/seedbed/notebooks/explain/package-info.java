/** Why a user has a label, in sentences a shop owner can check against the shop. */
package io.seedbed.notebooks.explain;
