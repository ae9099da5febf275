package dev.rung.local.device;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The temporary folder that ONNX Runtime makes for libraries to be unpacked into, also where its
 * libraries are taken from elsewhere. It would be removed at the end of the process, which a daemon
 * that is halted or killed never comes to.
 *
 * <p>It is made before any setting is read, in the temporary folder that the JVM fixed at its own
 * start, and no call tells where: hence the look into a private field. Which of several folders of
 * its kind is this process's own could not be told from outside.
 */
final class OrtFolder {
  private static final String OWNER = "ai.onnxruntime.OnnxRuntime";
  private static final String FIELD = "tempDirectory";

  private OrtFolder() {}

  /** Removes it where nothing is in it. Where it is not found, it goes with the process. */
  static void remove() {
    try {
      Field field = Class.forName(OWNER).getDeclaredField(FIELD);
      field.setAccessible(true);
      if (field.get(null) instanceof Path folder) {
        Files.deleteIfExists(folder);
      }
    } catch (ReflectiveOperationException | IOException stays) {
      return;
    }
  }
}
