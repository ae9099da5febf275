package dev.rung.server.config;

import java.util.Optional;

/**
 * A setting that exists.
 *
 * @param key with every table, such as "routing.strategy"; a name that the user chooses is in
 *     capitals, such as "providers.NAME.base_url"
 * @param rule what its value must be
 * @param fallback the value where nothing is set; empty where that is nothing
 * @param variable the environment variable that overrides it
 */
record Setting(String key, String rule, String fallback, Optional<String> variable) {}
