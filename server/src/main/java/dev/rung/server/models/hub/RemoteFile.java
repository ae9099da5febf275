package dev.rung.server.models.hub;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file as the hub describes it.
 *
 * @param name a path in the repository, not checked: it may try to lead anywhere
 * @param size in bytes
 */
public record RemoteFile(String name, OptionalLong size, Optional<Checksum> checksum) {

  /** Whether nothing more need be asked. */
  public boolean isComplete() {
    return size.isPresent() && checksum.isPresent();
  }

  /** The same with what another description adds. */
  public RemoteFile or(RemoteFile other) {
    return new RemoteFile(
        name, size.isPresent() ? size : other.size, checksum.or(() -> other.checksum));
  }
}
