package dev.rung.server.models;

import java.util.List;

/** Which names of a repository's files are harmless, and which are wanted. */
final class FileNames {
  /** Never fetched, whatever a manifest wants: programs, pickles, and weights in other forms. */
  private static final List<String> NEVER =
      List.of(
          "*.py",
          "*.bin",
          "*.pt",
          "*.pth",
          "*.ckpt",
          "*.pkl",
          "*.pickle",
          "*.gguf",
          "*.ggml",
          "*.h5",
          "*.msgpack",
          "*.onnx",
          "consolidated*.safetensors");

  private static final int LONGEST = 255;

  private FileNames() {}

  /** Whether a path of a repository stays inside it, on every operating system. */
  static boolean isHarmless(String path) {
    return !path.isEmpty()
        && path.chars().allMatch(c -> c >= ' ' && c != 0x7F && "\\:*?\"<>|".indexOf(c) < 0)
        && List.of(path.split("/", -1)).stream().allMatch(FileNames::isHarmlessPart);
  }

  private static boolean isHarmlessPart(String part) {
    return !part.isEmpty() && part.length() <= LONGEST && !part.equals(".") && !part.equals("..");
  }

  /** Whether a harmless path is a file without a folder that one of these patterns takes in. */
  static boolean isWanted(String path, List<String> patterns) {
    return path.indexOf('/') < 0
        && !path.startsWith(".")
        && patterns.stream().anyMatch(pattern -> matches(pattern, path))
        && NEVER.stream().noneMatch(pattern -> matches(pattern, path));
  }

  /** A star stands for any characters, none included. */
  static boolean matches(String pattern, String name) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(name);
    }
    if (!name.startsWith(pattern.substring(0, star))) {
      return false;
    }
    String rest = pattern.substring(star + 1);
    for (int at = star; at <= name.length(); at++) {
      if (matches(rest, name.substring(at))) {
        return true;
      }
    }
    return false;
  }
}
