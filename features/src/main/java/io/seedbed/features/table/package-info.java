/**
 * How a table is declared: once, as fields with a type, a unit and a meaning in English and
 * Chinese.
 */
package io.seedbed.features.table;
