/** What analysts, BI tools and shop owners read; nothing here opens a file or a session. */
package io.seedbed.notebooks;
