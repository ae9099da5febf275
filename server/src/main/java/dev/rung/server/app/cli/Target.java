package dev.rung.server.app.cli;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A daemon to call.
 *
 * @param certificate the file of its own certificate; absent where it does not encrypt, or nothing
 *     is known of that
 */
record Target(Address address, Optional<Path> certificate) {}
