package io.seedbed.notebooks.dictionary;

import io.seedbed.features.table.Table;
import java.util.List;

/** Tables that belong together, under a title. */
public record Chapter(String english, String chinese, List<Table> tables) {

  public Chapter {
    tables = List.copyOf(tables);
  }
}
