package dev.rung.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The borders between the rooms of the daemon. */
class ArchitectureTest {
  private static final String ROOT = "dev.rung.server.";

  private static JavaClasses daemon;

  @BeforeAll
  static void readTheDaemonsOwnClasses() throws URISyntaxException {
    URI tests = ArchitectureTest.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    ImportOption notATest = location -> !location.asURI().toString().contains(tests.getPath());
    daemon = new ClassFileImporter().withImportOption(notATest).importPackages("dev.rung.server");
    assertThat(daemon).hasSizeGreaterThan(50);
    assertThat(daemon).noneMatch(type -> type.getSimpleName().endsWith("Test"));
  }

  private static String[] rooms(String spaceSeparated) {
    return Arrays.stream(spaceSeparated.split(" ", -1))
        .map(room -> ROOT + room)
        .toArray(String[]::new);
  }

  private static void check(ArchRule rule) {
    rule.check(daemon);
  }

  @Test
  void roomsDoNotDependOnEachOtherInACircle() {
    check(slices().matching(ROOT + "(*)..").should().beFreeOfCycles());
  }

  @Test
  void theDomainKnowsTheJdkOnly() {
    check(
        classes()
            .that()
            .resideInAPackage(ROOT + "generate..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", ROOT + "generate.."));
  }

  /** What a package's own description forbids; two dots take in the packages below. */
  @ParameterizedTest(name = "{0} knows nothing of {1}")
  @CsvSource({
    "provider.., engine.. select.. rpc.. http.. call.. app..",
    "catalogue.., config.. discover.. engine.. select.. rpc.. http.. call.. app..",
    "discover.., engine.. select.. rpc.. http.. call.. app..",
    "models.., engine.. select.. classify.. budget.. rpc.. http.. call.. app..",
    "budget.., provider.. engine.. rpc.. http.. call.. app..",
    "guard.., engine.. rpc.. http.. call.. app..",
    "check.., engine.. provider.. rpc.. app..",
    "cache.., engine.. provider.. rpc.. http.. call.. app..",
    "classify.., select.. engine.. provider.. rpc.. http.. call.. app..",
    "select.., engine.. rpc.. http.. call.. app..",
    "experiment.., engine.. rpc.. http.. call.. app..",
    "template.., provider.. select.. engine.. rpc.. http.. call.. app..",
    "template.function.., template template.table.. generate.. provider.. config..",
    "template.table.., template generate.. provider.. config..",
    "record.., engine.. rpc.. http.. call.. app..",
    "feedback.., engine.. rpc.. http.. call.. batch.. config.. app.. provider.. select..",
    "store.., app.. budget.. cache.. call.. config.. engine.. generate.. provider.. record.. rpc..",
    "stats.., engine.. rpc.. http.. call.. app..",
    "costs.., engine.. config.. rpc.. http.. call.. app..",
    "engine.., rpc.. http.. call.. config.. app..",
    "simulate.., rpc.. http.. call.. config.. app..",
    "evaluate.., engine.. provider.. rpc.. http.. call.. config.. app..",
    "batch.., rpc.. http.. config.. app.. provider.. select.. budget..",
    "call.., batch.. rpc.. http.. config.. app..",
    "tenant.., rpc.. http.. call.. config.. app..",
    "tls.., generate.. tenant.. rpc.. http.. call.. config.. app..",
    "peer.., generate.. tenant.. tls.. rpc.. http.. call.. config.. app..",
    "rpc.., http.. app.. config..",
    "http.., rpc.. app.. config..",
    "http.openai.., http",
    "http.wire.., app.. budget.. cache.. call.. catalogue.. classify.. config.. discover.. engine.."
        + " evaluate.. experiment.. generate.. guard.. http http.openai.. log.. models.. provider.."
        + " record.. rpc.. select.. simulate.. stats.. template.. tenant.. tls..",
    "app.cli.., engine.. select.. classify.. budget.. stats.. record.. guard.. cache.. rpc.. http.. call.. batch.. feedback.. store..",
  })
  void aRoomKnowsNothingOf(String room, String others) {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + room)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(rooms(others)));
  }

  @Test
  void theConfigurationKnowsNothingThatActs() {
    String acting =
        "app.. rpc.. http.. batch.. call.. engine.. select.. classify.. template.. experiment.. guard.. budget.. cache.."
            + " discover.. models.. record.. stats.. feedback.. provider.remote.. provider.local..";

    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + "config..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(rooms(acting)));
  }

  @Test
  void theLogKnowsNoOtherRoom() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + "log..")
            .should()
            .dependOnClassesThat(
                resideInAPackage("dev.rung..").and(resideOutsideOfPackage(ROOT + "log.."))));
  }

  /** A library stays behind the rooms that need it. */
  @ParameterizedTest(name = "{0} is known in {1} only")
  @CsvSource({
    "io.grpc.., rpc.. app..",
    "com.google.protobuf.., rpc.. app..",
    "dev.rung.v1.., rpc.. app..",
    "org.apache.hc.., provider.remote.wire..",
    "io.netty.., http.wire..",
    "com.nimbusds.., tenant.jwt..",
    "java.net.http.., app..",
    "org.tomlj.., config.. template..",
    "de.siegmar.fastcsv.., template.table..",
    "org.snakeyaml.., config..",
    "org.sqlite.., store..",
    "picocli.., app..",
    "ch.qos.logback.., log.. app..",
    "org.HdrHistogram.., stats..",
    "com.google.re2j.., template.. classify.. check..",
    "org.apache.lucene.., template..",
    "dev.rung.local.., provider.local.. models.. app..",
    "ai.djl.., nowhere",
    "com.google.common.., nowhere",
  })
  void aLibraryIsKnownOnlyIn(String library, String rooms) {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(rooms(rooms))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library));
  }

  @Test
  void theEnvironmentIsReadByTheProgramAndItsConfigurationOnly() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(rooms("app.. config.."))
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class));
  }

  /** Handing on {@code System::nanoTime} is fine anywhere: only a call reads the clock. */
  @Test
  void theClockIsReadByTheProgramOnlyAndHandedToTheOthers() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "app..")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(InstantSource.class, "system")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone"));
  }

  @Test
  void chanceIsMadeByTheProgramOnlyAndHandedToTheOthers() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "app..")
            .should()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(ThreadLocalRandom.class, "current")
            .orShould()
            .callMethod(RandomGenerator.class, "getDefault")
            .orShould()
            .callConstructor(Random.class));
  }

  @Test
  void nobodySleeps() {
    check(
        noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class)
            .orShould()
            .callMethod(Thread.class, "sleep", Duration.class)
            .orShould()
            .callMethod(TimeUnit.class, "sleep", long.class));
  }

  @Test
  void onlyTheCommandLineWritesToStandardOutput() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "app..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err"));
  }

  @Test
  void everyRoomIsDescribed() {
    Stream<String> packages = daemon.stream().map(type -> type.getPackageName()).distinct();

    assertThat(packages)
        .allSatisfy(
            name -> assertThat(daemon.contain(name + ".package-info")).as("%s", name).isTrue());
  }
}
