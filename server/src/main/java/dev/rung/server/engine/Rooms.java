package dev.rung.server.engine;

import dev.rung.server.budget.Budget;
import dev.rung.server.cache.Cache;
import dev.rung.server.classify.Classifier;
import dev.rung.server.experiment.Experiments;
import dev.rung.server.guard.Guard;
import dev.rung.server.guard.Hedges;
import dev.rung.server.guard.Retries;
import dev.rung.server.key.Keyring;
import dev.rung.server.provider.Registry;
import dev.rung.server.record.Recorder;
import dev.rung.server.select.Selector;
import dev.rung.server.template.Templates;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Everything a request passes through.
 *
 * @param clock for the time of a record
 * @param nanoTime monotonic, for durations and deadlines
 */
public record Rooms(
    Templates templates,
    Classifier classifier,
    Experiments experiments,
    Cache cache,
    Selector selector,
    Registry registry,
    FleetSource fleets,
    Budget budget,
    Guard guard,
    Keyring keys,
    Retries retries,
    Hedges hedges,
    Patience patience,
    Recorder recorder,
    InstantSource clock,
    LongSupplier nanoTime) {}
