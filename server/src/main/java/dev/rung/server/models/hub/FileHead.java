package dev.rung.server.models.hub;

import dev.rung.server.provider.remote.wire.HttpExchange;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the head of a response says of a file. Of a large file the hub gives SHA-256 and size in
 * {@code X-Linked-Etag} and {@code X-Linked-Size}, on the redirect to where it is stored; of a
 * small one, git id and size in {@code ETag} and {@code Content-Length}.
 */
final class FileHead {
  private static final int OK = 200;

  private FileHead() {}

  static boolean describesLargeFile(HttpExchange head) {
    return head.header("X-Linked-Etag").isPresent();
  }

  static RemoteFile read(HttpExchange head, String file) {
    Optional<String> etag = head.header("X-Linked-Etag").or(() -> head.header("ETag"));
    OptionalLong size =
        number(
            head.header("X-Linked-Size")
                .or(() -> head.status() == OK ? head.header("Content-Length") : Optional.empty()));
    return new RemoteFile(file, size, etag.flatMap(tag -> checksum(tag, head)));
  }

  /** Some mirrors put the commit where the file's id belongs. */
  private static Optional<Checksum> checksum(String etag, HttpExchange head) {
    String bare = etag.startsWith("W/") ? etag.substring(2) : etag;
    String digits = bare.replace("\"", "");
    boolean isCommit = head.header("X-Repo-Commit").map(digits::equals).orElse(false);
    return isCommit ? Optional.empty() : Checksum.sha256(digits).or(() -> Checksum.gitBlob(digits));
  }

  static OptionalLong number(Optional<String> text) {
    return text.filter(FileHead::isNumber)
        .map(Long::parseLong)
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= 18
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
