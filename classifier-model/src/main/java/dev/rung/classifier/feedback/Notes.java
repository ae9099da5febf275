package dev.rung.classifier.feedback;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a corrected model's file says of what it was made of. */
final class Notes {
  private Notes() {}

  /** Hashes of the model that was corrected, of the verdicts and of the prompts. */
  static Map<String, String> of(byte[] from, FeedbackFiles files) throws IOException {
    Map<String, String> notes = new TreeMap<>();
    notes.put(BaseModel.FROM, "sha256 " + sha256(from));
    note("feedback verdicts", files.verdicts(), notes);
    note("feedback prompts", files.prompts(), notes);
    return notes;
  }

  private static void note(String key, List<Path> files, Map<String, String> notes)
      throws IOException {
    for (int i = 0; i < files.size(); i++) {
      String name = files.size() == 1 ? key : key + " " + (i + 1);
      notes.put(name, "sha256 " + sha256(Files.readAllBytes(files.get(i))));
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
