package dev.rung.server.store;

import static dev.rung.server.store.Words.FIRST;
import static dev.rung.server.store.Words.WORDS;
import static dev.rung.server.store.Words.add;
import static dev.rung.server.store.Words.kind;
import static dev.rung.server.store.Words.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.store.StoreException.Kind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a file comes from the steps that it has to those that a schema has. */
class SchemaTest {
  @TempDir private Path folder;

  private Store open(Schema... schemas) {
    return Store.open(StoreSettings.durable(folder.resolve("rung.db")), List.of(schemas));
  }

  @Test
  void stepsAreAppliedOnceAndInOrder() throws Exception {
    open(WORDS).close();
    Schema grown =
        new Schema(
            "words",
            List.of(
                FIRST,
                "ALTER TABLE word ADD COLUMN size INTEGER;\n"
                    + "INSERT INTO word (text, size) VALUES ('grown', 1);"));
    for (int times = 0; times < 2; times++) {
      try (Store store =
          open(grown, new Schema("other", List.of("CREATE TABLE other (id INT);")))) {
        assertThat(words(store)).containsExactly("grown");
      }
    }
  }

  @Test
  void aFileOfALaterVersionIsNotTouched() throws Exception {
    open(new Schema("words", List.of(FIRST, "CREATE TABLE later (id INT);"))).close();

    try (Store store = open(WORDS)) {
      assertThat(kind(store.change(add("one")))).isEqualTo(Kind.TOO_NEW);
    }
  }

  @Test
  void aStepThatFindsTheDiskFullSaysThatAndIsAppliedOnceThereIsRoom() throws Exception {
    String large = "INSERT INTO word (text) VALUES (hex(zeroblob(100000)));";
    try (Store store =
        open(new Schema("words", List.of(FIRST, "PRAGMA max_page_count = 1;" + large)))) {
      assertThat(kind(store.change(add("one")))).isEqualTo(Kind.FULL);
    }

    try (Store store = open(new Schema("words", List.of(FIRST, large)))) {
      assertThat(words(store)).hasSize(1);
    }
  }
}
