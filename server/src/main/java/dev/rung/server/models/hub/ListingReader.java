package dev.rung.server.models.hub;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rung.server.provider.remote.wire.Json;
import dev.rung.server.provider.remote.wire.Slice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads what the hub answers to {@code /api/models/ID/revision/REVISION?blobs=true}: {@code sha},
 * and {@code siblings} with {@code rfilename}, {@code size}, {@code blobId} and, for large files,
 * {@code lfs} with {@code sha256} (or {@code oid}) and {@code size}. One thread.
 */
final class ListingReader {
  private String commit = "";
  private List<RemoteFile> files = new ArrayList<>();

  private ListingReader() {}

  /**
   * The listing that this JSON is.
   *
   * @param revision what was asked for
   * @throws IOException when it is anything else
   */
  static Listing read(Slice json, String revision) throws IOException {
    ListingReader reader = new ListingReader();
    Json.object(json, reader::begin, reader::field);
    boolean known = Checksum.SHA1_DIGITS.matcher(reader.commit).matches();
    return new Listing(known ? reader.commit : revision, reader.files);
  }

  private void begin() {
    commit = "";
    files = new ArrayList<>();
  }

  private void field(String name, JsonParser value) throws IOException {
    switch (name) {
      case "sha" -> commit = Json.text(value);
      case "siblings" -> Json.elements(value, this::file);
      default -> {}
    }
  }

  private void file(JsonParser at) throws IOException {
    FileFields fields = new FileFields();
    Json.fields(at, fields);
    if (!fields.name.isEmpty()) {
      files.add(fields.file());
    }
  }

  /** One sibling. */
  private static final class FileFields implements Json.Fields {
    private String name = "";
    private OptionalLong size = OptionalLong.empty();
    private Optional<Checksum> git = Optional.empty();
    private Optional<Checksum> large = Optional.empty();
    private boolean isLarge;

    @Override
    public void field(String key, JsonParser value) throws IOException {
      switch (key) {
        case "rfilename" -> name = Json.text(value);
        case "size" -> size = size(value);
        case "blobId" -> git = Checksum.gitBlob(Json.text(value));
        case "lfs" -> {
          isLarge = value.currentToken() == JsonToken.START_OBJECT;
          Json.fields(value, this::largeFile);
        }
        default -> {}
      }
    }

    private void largeFile(String key, JsonParser value) throws IOException {
      switch (key) {
        case "sha256", "oid" -> large = Checksum.sha256(Json.text(value)).or(() -> large);
        case "size" -> size = size(value);
        default -> {}
      }
    }

    private static OptionalLong size(JsonParser value) throws IOException {
      return value.currentToken().isNumeric()
          ? OptionalLong.of(Json.count(value))
          : OptionalLong.empty();
    }

    /** Of a large file, the git id is that of a pointer, not of the content. */
    RemoteFile file() {
      return new RemoteFile(name, size, isLarge ? large : git);
    }
  }
}
