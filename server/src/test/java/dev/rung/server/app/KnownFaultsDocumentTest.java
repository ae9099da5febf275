package dev.rung.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of known faults names tests that there are. */
class KnownFaultsDocumentTest {
  private static final Path PROJECT = Path.of(System.getProperty("rung.folder", ".."));
  private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

  @Test
  void everyTestThatIsNamedExists() throws Exception {
    Map<String, List<Path>> sources = sources();
    List<String> missing = new ArrayList<>();
    List<MatchResult> named =
        NAMED.matcher(Files.readString(PROJECT.resolve("docs/known-faults.md"))).results().toList();

    for (MatchResult test : named) {
      String method = "void " + test.group(2) + "(";
      boolean there = false;
      for (Path source : sources.getOrDefault(test.group(1) + ".java", List.of())) {
        there = there || Files.readString(source).contains(method);
      }
      if (!there) {
        missing.add(test.group());
      }
    }

    assertThat(named).hasSizeGreaterThan(50);
    assertThat(missing).isEmpty();
  }

  private static Map<String, List<Path>> sources() throws IOException {
    try (Stream<Path> files = Files.walk(PROJECT.resolve("server/src/test/java"))) {
      return files.collect(Collectors.groupingBy(file -> file.getFileName().toString()));
    }
  }
}
