package dev.rung.server.key;

import dev.rung.server.provider.ProviderSettings;
import java.util.Optional;

/**
 * A provider whose keys are looked after.
 *
 * @param notAsked why it must not be asked, such as that it is out of reach; absent when it may be
 */
public record KeyHolder(ProviderSettings settings, Optional<String> notAsked) {}
