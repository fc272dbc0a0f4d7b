/** Files of lines, the same bytes on every machine. */
package io.seedbed.world.lines;
