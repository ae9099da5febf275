package dev.rung.local.device;

import java.util.Optional;

/**
 * How the engine is to start.
 *
 * @param libtorch absent: the one that comes with Rung
 */
record Plan(Placement placement, Optional<HostLibtorch> libtorch) {}
