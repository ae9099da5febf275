package dev.rung.server.rpc;

import dev.rung.server.batch.BatchItem;
import dev.rung.server.batch.BatchReading;
import dev.rung.server.batch.BatchSettings;
import dev.rung.server.batch.BatchWork;
import dev.rung.server.call.RequestIds;
import dev.rung.server.call.Violation;
import dev.rung.server.call.Violations;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.RequestId;
import dev.rung.v1.GenerateBatchRequest;
import dev.rung.v1.GenerateBatchRequest.Item;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks a batch as a whole and each of its items; an item at fault is no fault of the batch. Safe
 * for several threads.
 *
 * @param ids of the requests that the items become
 * @param maxTextBytes of all items together, as of one request
 */
record BatchReader(
    RequestReader reader, RequestIds ids, BatchSettings settings, long maxTextBytes) {
  /** More are not named: what made one fault makes many. */
  private static final int MAX_FAULTS = 100;

  BatchReading read(GenerateBatchRequest in, RequestId id, Caller caller, Deadline deadline) {
    Violations violations = new Violations(maxTextBytes);
    checkItems(in.getItemsList(), violations);
    violations.check(
        !in.hasMaxParallel() || in.getMaxParallel() >= 1,
        "max_parallel",
        "must be 1 or more, not " + in.getMaxParallel());
    Optional<Money> maxCost = maxCost(in, violations);
    if (!violations.isEmpty()) {
      return new BatchReading.Invalid(violations.found());
    }
    int parallel =
        in.hasMaxParallel()
            ? Math.min(in.getMaxParallel(), settings.parallel())
            : settings.parallel();
    return items(in.getItemsList(), caller, deadline)
        .<BatchReading>map(items ->
            new BatchReading.Valid(new BatchWork(id, caller.tenant(), items, parallel, maxCost)))
        .orElseGet(() -> new BatchReading.Invalid(List.of(tooMuchText())));
  }

  private void checkItems(List<Item> items, Violations violations) {
    violations.check(!items.isEmpty(), "items", "must not be empty");
    if (items.size() > settings.maxItems()) {
      violations.add("items", "must be at most " + settings.maxItems() + ", not " + items.size());
      return;
    }
    Set<String> seen = HashSet.newHashSet(items.size());
    for (int i = 0; i < items.size() && violations.found().size() < MAX_FAULTS; i++) {
      checkId("items[" + i + "].id", items.get(i).getId(), seen, violations);
    }
  }

  private static void checkId(String field, String id, Set<String> seen, Violations violations) {
    if (id.isBlank()) {
      violations.add(field, "must not be blank");
      return;
    }
    violations.name(field, id);
    violations.check(seen.add(id), field, "must be unique within the batch");
  }

  private static Optional<Money> maxCost(GenerateBatchRequest in, Violations violations) {
    return LimitsReader.maxCost(
        in.hasMaxCostUsd() ? Optional.of(in.getMaxCostUsd()) : Optional.empty(),
        in.hasMaxCostNanos() ? Optional.of(in.getMaxCostNanos()) : Optional.empty(),
        violations);
  }

  /** Each item as it was found; absent where all of them hold too much text. */
  private Optional<List<BatchItem>> items(List<Item> in, Caller caller, Deadline deadline) {
    List<BatchItem> items = new ArrayList<>(in.size());
    long text = 0;
    for (Item item : in) {
      Violations violations = new Violations(maxTextBytes);
      RequestId request = ids.next();
      items.add(
          new BatchItem(
              item.getId(),
              request,
              reader.read(item.getRequest(), request, caller, deadline, violations)));
      text += violations.textBytes();
      if (text > maxTextBytes && in.size() > 1) {
        return Optional.empty();
      }
    }
    return Optional.of(items);
  }

  private Violation tooMuchText() {
    return new Violation(
        "items", "must hold at most " + maxTextBytes + " bytes of text, all of them together");
  }
}
