package dev.rung.server.models.hub;

import java.util.List;

/**
 * What a repository holds at a revision.
 *
 * @param commit which the revision stood for; the revision itself where the hub did not say
 * @param files in the hub's order
 */
public record Listing(String commit, List<RemoteFile> files) {
  public Listing {
    files = List.copyOf(files);
  }
}
