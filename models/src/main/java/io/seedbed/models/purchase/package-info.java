/** How customers buy: gaps between purchases, lifecycle, what is to be expected of them, RFM. */
package io.seedbed.models.purchase;
