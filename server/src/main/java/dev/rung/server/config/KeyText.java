package dev.rung.server.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.rung.server.provider.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads keys: one line of visible ASCII characters, white space around it aside. */
public final class KeyText {
  private static final int LONGEST = 16 * 1024;
  private static final String RULE = "put one line of visible ASCII characters into ";

  private KeyText() {}

  /** The key in a variable that is set. */
  public static Loaded<Secret> ofVariable(String variable, String text) {
    return isKey(text.strip())
        ? new Loaded.Good<>(new Secret(text.strip()))
        : new Loaded.Bad<>(RULE + variable);
  }

  /** The key that a file holds now. */
  public static Loaded<Secret> ofFile(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] read = in.readNBytes(LONGEST + 1);
      String text = new String(read, ISO_8859_1).strip();
      Arrays.fill(read, (byte) 0);
      return isKey(text) ? new Loaded.Good<>(new Secret(text)) : new Loaded.Bad<>(RULE + file);
    } catch (NoSuchFileException absent) {
      return new Loaded.Bad<>("put the key into " + file);
    } catch (AccessDeniedException denied) {
      return new Loaded.Bad<>("make " + file + " readable");
    } catch (IOException unreadable) {
      return new Loaded.Bad<>("make " + file + " a file that can be read");
    }
  }

  private static boolean isKey(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST
        && text.chars().allMatch(c -> c > ' ' && c < 0x7F);
  }
}
