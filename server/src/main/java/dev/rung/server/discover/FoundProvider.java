package dev.rung.server.discover;

import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.Reach;
import java.util.Optional;

/**
 * A provider that is configured or found.
 *
 * @param notReady why no client may be built for it; absent when one may
 */
public record FoundProvider(ProviderSettings settings, Reach reach, Optional<String> notReady) {}
