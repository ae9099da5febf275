package dev.rung.server.template.table;

import java.util.List;

/**
 * A row of a table.
 *
 * @param line where it begins in the file, from 1
 * @param cells without white space around them
 */
record Row(int line, List<String> cells) {
  Row {
    cells = List.copyOf(cells);
  }
}
