package dev.rung.server.models;

import dev.rung.server.config.HubId;
import dev.rung.server.config.Manifest;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A checkpoint to fetch.
 *
 * @param revision a branch, a tag or a commit
 * @param manifest says which files and checksums, where there is one
 * @param target the folder that it will be, there or not
 */
public record PullRequest(HubId id, String revision, Optional<Manifest> manifest, Path target) {}
