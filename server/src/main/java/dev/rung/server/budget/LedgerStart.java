package dev.rung.server.budget;

import dev.rung.server.store.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The start of a ledger's run: opens the file of slots, settles what a dead run left in it, and
 * hands both to the books. One thread.
 */
record LedgerStart(Books books, LedgerParts parts, LineTable lines) {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerStart.class);

  /**
   * Begins; the caller closes the file.
   *
   * @throws IOException when the file cannot be used; nothing has begun then
   * @throws StoreException when the store cannot; nothing has begun then either
   */
  SlotFile begin() throws IOException, StoreException {
    SlotFile file = open();
    boolean begun = false;
    try {
      begin(file);
      begun = true;
      return file;
    } finally {
      if (!begun) {
        file.close();
      }
    }
  }

  private SlotFile open() throws IOException {
    return parts.slotFile().isPresent()
        ? SlotFile.open(parts.slotFile().get(), parts.slots())
        : SlotFile.inMemory(parts.slots());
  }

  private void begin(SlotFile file) throws StoreException {
    Slots slots = file.slots();
    Recovery recovery = new Recovery(lines, left(slots), file.run(), file.boot(), parts.boot());
    Recovery.Recovered recovered =
        parts.store().changeWithin(StoreWait.LONGEST, recovery, Function.identity());
    for (int slot = 0; slot < slots.count(); slot++) {
      slots.free(slot);
    }
    file.sign(recovered.run(), parts.boot());
    tell(recovered);
    books.begin(slots, recovered);
  }

  private static List<LedgerLine> left(Slots slots) {
    List<LedgerLine> left = new ArrayList<>();
    for (int slot = 0; slot < slots.count(); slot++) {
      slots.line(slot).ifPresent(left::add);
    }
    return List.copyOf(left);
  }

  private static void tell(Recovery.Recovered recovered) {
    if (recovered.settled() > 0) {
      LOG.atWarn()
          .addKeyValue("calls", recovered.settled())
          .log("calls of a daemon that died are settled at what was set aside for them");
    }
    for (Unaccounted lost : recovered.lost()) {
      LOG.atWarn()
          .addKeyValue("scope", lost.scope())
          .addKeyValue("nanos", lost.cost().nanos())
          .log("counts as spent: it was handed out when the machine went down");
    }
  }
}
