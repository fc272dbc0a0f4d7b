/** The files a shop's systems hand out, with what is wrong with them; nothing of the truth. */
package io.seedbed.world.exports;
