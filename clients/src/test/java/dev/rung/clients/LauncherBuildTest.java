package dev.rung.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.clients.Program.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the launcher builds, and what becomes of a build that is cut short; Maven is a script. */
class LauncherBuildTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String BUILDS = "rung: building";
  private static final String MAKES_THE_JAR =
      """
      echo '[INFO] Building Stand-in 1 [1/1]'
      mkdir -p server/target/rung/lib
      touch server/target/rung/lib/rung-server.jar
      """;

  @TempDir Path folder;

  private final Map<String, String> environment = new HashMap<>();
  private Path checkout;
  private Path maven;

  @BeforeEach
  void makeACheckout() throws Exception {
    checkout = Files.createDirectories(folder.resolve("a checkout"));
    Files.copy(PackagedDaemon.root().resolve("rung"), checkout.resolve("rung"));
    Files.createDirectories(checkout.resolve("server"));
    maven = folder.resolve("bin/mvn");
    mavenDoes(MAKES_THE_JAR);
    environment.put("RUNG_JAVA_HOME", StandIns.jdk(folder.resolve("jdk")).toString());
    environment.put("PATH", maven.getParent() + ":" + System.getenv("PATH"));
  }

  @Test
  void buildsOnceUntilSomethingThatIsBuiltFromChanges() throws Exception {
    assertThat(finish().out()).contains(BUILDS, "dev.rung.server.app.Main");
    assertThat(finish().out()).doesNotContain(BUILDS);

    Path manifest = Files.createDirectories(checkout.resolve("models")).resolve("new.toml");
    Files.createFile(manifest);
    Files.setLastModifiedTime(manifest, FileTime.from(Instant.now().plusSeconds(3600)));

    assertThat(finish().out()).contains(BUILDS);
  }

  @Test
  void buildsAgainWhereABuildFailedAfterItMadeTheJar() throws Exception {
    mavenDoes(MAKES_THE_JAR + "echo '[ERROR] no space left'\nexit 1\n");

    Finished failed = finish();

    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.out()).contains("[ERROR] no space left", "the build failed");
    mavenDoes(MAKES_THE_JAR);
    assertThat(finish().out()).contains(BUILDS, "dev.rung.server.app.Main");
  }

  @Test
  void endsMavenWhenItIsToldToEndAndBuildsAgain() throws Exception {
    mavenDoes("echo $$ > pid\n" + MAKES_THE_JAR + "exec sleep 600\n");

    try (Program launcher = start()) {
      launcher.awaitOutput("Stand-in", LIMIT);
      ProcessHandle running = mavenProcess();
      launcher.signal("TERM");

      assertThat(launcher.finish(LIMIT).code()).isEqualTo(143);
      running.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
    mavenDoes(MAKES_THE_JAR);
    assertThat(finish().out()).contains(BUILDS, "dev.rung.server.app.Main");
  }

  @Test
  void whoComesWhileItIsBuiltWaitsForTheWholeOfIt() throws Exception {
    Path goOn = folder.resolve("go on");
    mavenDoes(MAKES_THE_JAR + "until [ -e '" + goOn + "' ]; do sleep 0.05; done\n");

    try (Program first = start()) {
      first.awaitOutput("Stand-in", LIMIT);
      try (Program second = start()) {
        second.awaitOutput("waiting for another build", LIMIT);
        Files.createFile(goOn);

        assertThat(second.finish(LIMIT).out()).doesNotContain(BUILDS).contains("server.app.Main");
      }
      assertThat(first.finish(LIMIT).code()).isZero();
    }
  }

  @Test
  void saysThatAJreCannotBuild() throws Exception {
    Files.delete(folder.resolve("jdk/bin/javac"));

    Finished finished = finish();

    assertThat(finished.code()).isEqualTo(1);
    assertThat(finished.out()).contains("with javac").doesNotContain(BUILDS);
  }

  private ProcessHandle mavenProcess() throws IOException {
    return ProcessHandle.of(Long.parseLong(Files.readString(checkout.resolve("pid")).strip()))
        .orElseThrow();
  }

  private void mavenDoes(String what) throws IOException {
    StandIns.program(maven, what);
  }

  private Finished finish() throws Exception {
    try (Program launcher = start()) {
      return launcher.finish(LIMIT);
    }
  }

  /** All of its output on the standard one. */
  private Program start() throws IOException {
    return Program.start(
        checkout, environment, List.of("bash", "-c", "exec ./rung --version 2>&1"));
  }
}
