package dev.rung.server.models;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rung.server.config.HubId;
import dev.rung.server.models.hub.Checksum;
import dev.rung.server.provider.remote.wire.Json;
import dev.rung.server.provider.remote.wire.Slice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a record of fetched files; what is there by mistake or malice is refused. One thread. */
final class PulledFilesReader {
  private String hubId = "";
  private String revision = "";
  private String commit = "";
  private List<PulledFile> files = new ArrayList<>();

  private PulledFilesReader() {}

  static PulledFiles read(byte[] json) throws IOException {
    PulledFilesReader reader = new PulledFilesReader();
    try {
      Json.object(Slice.of(json), reader::begin, reader::field);
    } catch (JsonProcessingException malformed) {
      throw damaged("it is not JSON");
    }
    return reader.whole();
  }

  private void begin() {
    files = new ArrayList<>();
  }

  private void field(String name, JsonParser value) throws IOException {
    switch (name) {
      case "hub_id" -> hubId = Json.text(value);
      case "revision" -> revision = Json.text(value);
      case "commit" -> commit = Json.text(value);
      case "files" ->
          Json.elements(
              value,
              element -> {
                FileFields fields = new FileFields();
                Json.fields(element, fields);
                files.add(fields.file());
              });
      default -> {}
    }
  }

  private PulledFiles whole() throws IOException {
    HubId id = HubId.parse(hubId).orElseThrow(() -> damaged("hub_id is no hub id"));
    Set<String> names = new HashSet<>();
    for (PulledFile file : files) {
      if (!names.add(file.name())) {
        throw damaged("it names " + file.name() + " twice");
      }
    }
    if (files.isEmpty()) {
      throw damaged("it names no files");
    }
    return new PulledFiles(id, revision, commit, files);
  }

  private static IOException damaged(String why) {
    return new IOException(
        PulledFiles.FILE + " is damaged, " + why + ": pull the checkpoint again");
  }

  /** One file. */
  private static final class FileFields implements Json.Fields {
    private String name = "";
    private long size = -1;
    private String sha256 = "";
    private String checkedBy = "";

    @Override
    public void field(String key, JsonParser value) throws IOException {
      switch (key) {
        case "name" -> name = Json.text(value);
        case "size" -> size = value.currentToken().isNumeric() ? Json.count(value) : -1;
        case "sha256" -> sha256 = Json.text(value);
        case "checked_by" -> checkedBy = Json.text(value);
        default -> {}
      }
    }

    PulledFile file() throws IOException {
      boolean plain = FileNames.isHarmless(name) && name.indexOf('/') < 0;
      if (!plain || size < 0 || !Checksum.SHA256_DIGITS.matcher(sha256).matches()) {
        throw damaged("a file in it needs a plain name, a size and a SHA-256");
      }
      return new PulledFile(name, size, sha256, checkedBy);
    }
  }
}
