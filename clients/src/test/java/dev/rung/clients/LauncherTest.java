package dev.rung.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.clients.Program.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Path LAUNCHER = PackagedDaemon.root().resolve("rung");
  private static final Path LIBRARIES = PackagedDaemon.root().resolve("server/target/rung/lib");

  @TempDir Path folder;

  @Test
  void worksFromAnyFolderAndThroughLinks() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), LAUNCHER);
    Path linkToLink = Files.createSymbolicLink(folder.resolve("rung"), link.getFileName());

    Finished finished = run(Map.of(), linkToLink, "--version");

    assertThat(finished.code()).as(finished.err()).isZero();
    assertThat(finished.out()).startsWith("rung ");
  }

  @Test
  void runsADistributionThatHasNoSources() throws Exception {
    Path launcher = Files.copy(LAUNCHER, folder.resolve("rung"));
    Files.createSymbolicLink(folder.resolve("lib"), LIBRARIES);

    Finished first = run(Map.of(), launcher, "generate", "--in-process", "What is 12.5 * 3?");
    Finished second = run(Map.of(), launcher, "generate", "--in-process", "What is 12.5 * 3?");

    assertThat(first.out()).as(first.err()).isEqualTo("37.5\n");
    assertThat(first.err()).contains("preparing a quick start");
    assertThat(second.out()).isEqualTo("37.5\n");
    assertThat(second.err()).isEmpty();
    assertThat(folder.resolve("rung.aot")).isNotEmptyFile();
  }

  @Test
  void startsWithACacheThatDoesNotFit() throws Exception {
    Path launcher = Files.copy(LAUNCHER, folder.resolve("rung"));
    Files.createSymbolicLink(folder.resolve("lib"), LIBRARIES);
    Files.writeString(folder.resolve("rung.aot"), "not a cache");

    Finished finished = run(Map.of(), launcher, "--version");

    assertThat(finished.code()).as(finished.err()).isZero();
    assertThat(finished.err()).isEmpty();
  }

  @Test
  void refusesAJdkThatIsTooOld() throws Exception {
    Path jdk = jdk("17.0.9");

    Finished finished = run(Map.of("RUNG_JAVA_HOME", jdk.toString()), LAUNCHER, "--version");

    assertThat(finished.code()).isEqualTo(1);
    assertThat(finished.err())
        .isEqualTo("rung: RUNG_JAVA_HOME=%s holds no JDK 25 or newer.\n".formatted(jdk));
  }

  @Test
  void passesOverAJavaHomeThatIsTooOld() throws Exception {
    Finished finished = run(Map.of("JAVA_HOME", jdk("17.0.9").toString()), LAUNCHER, "--version");

    assertThat(finished.code()).as(finished.err()).isZero();
  }

  @Test
  void startsWhereNoHomeFolderIsSet() throws Exception {
    Path launcher = standIn();
    Map<String, String> environment = Map.of("RUNG_JAVA_HOME", standInJdk("jdk").toString());

    Finished finished =
        program(environment, List.of("env", "-u", "HOME", launcher.toString(), "--version"));

    assertThat(finished.code()).as(finished.err()).isZero();
    assertThat(finished.err()).doesNotContain("unbound");
    assertThat(launcher.resolveSibling("rung.aot")).isNotEmptyFile();
  }

  @Test
  void findsItselfWhateverCdpathSays() throws Exception {
    Path launcher = standIn();
    Map<String, String> environment =
        Map.of("RUNG_JAVA_HOME", standInJdk("jdk").toString(), "CDPATH", ".:/tmp");
    String called = folder.relativize(launcher).toString();

    Finished finished = program(environment, List.of("bash", "-c", called + " --version"));

    Path jar = launcher.resolveSibling("lib/rung-server.jar").toRealPath();
    assertThat(finished.out()).as(finished.err()).contains("-cp " + jar + " dev.rung");
  }

  @Test
  void takesAJdkWhosePathIsRelative() throws Exception {
    Path launcher = standIn();
    standInJdk("jdk");

    Finished finished = run(Map.of("RUNG_JAVA_HOME", "jdk"), launcher, "--version");

    assertThat(finished.code()).as(finished.err()).isZero();
    assertThat(launcher.resolveSibling("rung.aot")).isNotEmptyFile();
  }

  @Test
  void preparesAQuickStartOnceForEachJdk() throws Exception {
    Path launcher = standIn();
    Map<String, String> one = Map.of("RUNG_JAVA_HOME", standInJdk("one").toString());
    Map<String, String> other = Map.of("RUNG_JAVA_HOME", standInJdk("other").toString());
    String preparing = "rung: preparing a quick start (once)\n";

    assertThat(run(one, launcher, "--version").err()).isEqualTo(preparing);
    assertThat(run(one, launcher, "--version").err()).isEmpty();
    assertThat(run(other, launcher, "--version").err()).isEqualTo(preparing);
    assertThat(run(other, launcher, "--version").err()).isEmpty();
  }

  @Test
  void clearsAwayWhatLaunchersLeftThatWereKilled() throws Exception {
    Path launcher = standIn();
    Path left = Files.writeString(launcher.resolveSibling("rung.aot.123"), "a part");
    Path underWay = Files.writeString(launcher.resolveSibling("rung.aot.124"), "a part");
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(2 * 3600)));

    run(Map.of("RUNG_JAVA_HOME", standInJdk("jdk").toString()), launcher, "--version");

    assertThat(left).doesNotExist();
    assertThat(underWay).exists();
  }

  @Test
  void handsOptionsToJava() throws Exception {
    Finished finished = run(Map.of("RUNG_JAVA_OPTS", "-Da=b -showversion"), LAUNCHER, "--version");

    assertThat(finished.err()).contains("Runtime Environment");
    assertThat(finished.out()).startsWith("rung ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Xmx64m", "-Xmx1g -Xmx65536k", "-XX:MaxHeapSize=67108864", "-Xmx64M"})
  void startsWithASmallerHeapThanTheUsual(String heap) throws Exception {
    Finished finished =
        run(Map.of("RUNG_JAVA_OPTS", heap + " -XX:+PrintFlagsFinal"), LAUNCHER, "--version");

    assertThat(finished.code()).as(finished.err()).isZero();
    assertThat(finished.err()).isEmpty();
    assertThat(flag(finished, "MaxHeapSize")).isEqualTo("67108864");
    assertThat(flag(finished, "UseParallelGC")).isEqualTo("true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Xmx96m", "-Xmx2g", "-Xmx64m -Xmx1g", "-Xmx104857600"})
  void startsWithTheUsualHeapWhereMoreIsAllowed(String heap) throws Exception {
    Finished finished =
        run(Map.of("RUNG_JAVA_OPTS", heap + " -XX:+PrintFlagsFinal"), LAUNCHER, "--version");

    assertThat(flag(finished, "InitialHeapSize")).isEqualTo("100663296");
    assertThat(flag(finished, "NewSize")).isEqualTo("67108864");
  }

  private static String flag(Finished finished, String name) {
    Matcher found = Pattern.compile("\\b" + name + " += (\\S+)").matcher(finished.out());
    assertThat(found.find()).as(finished.out() + finished.err()).isTrue();
    return found.group(1);
  }

  @Test
  void keepsArgumentsThatAreNotAscii() throws Exception {
    Finished finished = run(Map.of("LANG", "C", "LC_ALL", ""), LAUNCHER, "keys", "grüße →");

    assertThat(finished.code()).isEqualTo(2);
    assertThat(finished.err()).contains("grüße →");
  }

  @Test
  void keepsArgumentsThatAreNotAsciiInALocaleThatIsNotInstalled() throws Exception {
    Map<String, String> environment = Map.of("LANG", "xx_YY.UTF-8", "LC_ALL", "");

    Finished finished = run(environment, LAUNCHER, "keys", "grüße →");

    assertThat(finished.err()).contains("grüße →");
  }

  private Finished run(Map<String, String> environment, Path launcher, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    return program(environment, command);
  }

  private Finished program(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    try (Program program = Program.start(folder, environment, command)) {
      return program.finish(LIMIT);
    }
  }

  /** The launcher of a distribution whose jar is empty. */
  private Path standIn() throws IOException {
    Path lib = Files.createDirectories(folder.resolve("distribution/lib"));
    Files.createFile(lib.resolve("rung-server.jar"));
    return Files.copy(LAUNCHER, lib.resolveSibling("rung"));
  }

  private Path standInJdk(String name) throws IOException {
    return StandIns.jdk(folder.resolve(name));
  }

  /** A folder that looks like a JDK of this version and cannot run. */
  private Path jdk(String version) throws IOException {
    return StandIns.jdk(folder.resolve("jdk"), version, "");
  }
}
