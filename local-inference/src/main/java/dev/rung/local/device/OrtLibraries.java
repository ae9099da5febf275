package dev.rung.local.device;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarEntry;

/**
 * Unpacks ONNX Runtime's native libraries, once for each version. By itself it would do so into a
 * new folder at each start.
 */
final class OrtLibraries {
  private static final List<String> NAMES = List.of("libonnxruntime.so", "libonnxruntime4j_jni.so");

  private OrtLibraries() {}

  /** The folder with the libraries for this machine; empty where there are none for it. */
  static Optional<Path> unpacked(Path cache) throws IOException {
    String platform = platform();
    Path folder = cache;
    for (String name : NAMES) {
      URL resource =
          OrtEnvironment.class.getResource("/ai/onnxruntime/native/" + platform + "/" + name);
      if (resource == null || !(resource.openConnection() instanceof JarURLConnection jar)) {
        return Optional.empty();
      }
      JarEntry entry = jar.getJarEntry();
      if (folder.equals(cache)) {
        String version = Long.toHexString(entry.getCrc());
        folder = Files.createDirectories(cache.resolve("onnxruntime-" + platform + "-" + version));
      }
      Path file = folder.resolve(name);
      if (!Files.isRegularFile(file) || Files.size(file) != entry.getSize()) {
        unpack(jar, file);
      }
    }
    return Optional.of(folder);
  }

  /** Another process may do the same at the same time; the file is there whole or not at all. */
  private static void unpack(JarURLConnection jar, Path file) throws IOException {
    Path part = Files.createTempFile(file.getParent(), file.getFileName() + ".", ".part");
    try (InputStream bytes = jar.getInputStream()) {
      Files.copy(bytes, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String platform() {
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
    return (linux ? "linux-" : "other-") + (arm ? "aarch64" : "x64");
  }
}
