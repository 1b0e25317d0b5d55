package io.tributary;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShould;
import io.tributary.backend.Transport;
import io.tributary.scope.OutOfMemory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** The rules for dependencies between packages. They keep each package readable on its own. */
@AnalyzeClasses(packages = "io.tributary", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final DescribedPredicate<JavaClass> OURS = resideInAPackage("io.tributary..");
  private static final DescribedPredicate<JavaClass> WEB_CLIENT =
      resideInAnyPackage("io.vertx.ext.web.client..", "io.vertx.ext.web.codec..");
  private static final DescribedPredicate<JavaClass> WEB_SERVER =
      resideInAPackage("io.vertx.ext.web..").and(not(WEB_CLIENT));

  /** A name, because it is compiled for another Java and apart from the others. */
  private static final String LAUNCHER = "io.tributary.Launcher";

  // "config" without dots means the records alone, without the packages that read them.

  @ArchTest static final ArchRule scopeKnowsNothingOfOurs = knowsOnly("scope..");

  @ArchTest
  static final ArchRule whatBothServersShareKnowsTheScope = knowsOnly("server..", "scope..");

  @ArchTest static final ArchRule jsonKnowsNothingOfOurs = knowsOnly("json..");
  @ArchTest static final ArchRule configKnowsTheScope = knowsOnly("config..", "scope..");
  @ArchTest static final ArchRule theCoreKnowsJson = knowsOnly("aggregate..", "scope..", "json..");

  @ArchTest
  static final ArchRule backendsKnowTheCore =
      knowsOnly("backend..", "scope..", "json..", "aggregate..", "config", "tls");

  @ArchTest static final ArchRule certificatesComeFromPemFiles = knowsOnly("tls..", "config.pem");

  @ArchTest
  static final ArchRule thePublicServerKnowsTheCore =
      knowsOnly(
          "http..", "scope..", "json..", "aggregate..", "config", "config.input", "server", "tls");

  @ArchTest
  static final ArchRule transformsKnowTheCore =
      knowsOnly("transform..", "scope..", "aggregate..", "config", "config.input", "json");

  @ArchTest
  static final ArchRule theManagementServerKnowsTheCore =
      knowsOnly("ops..", "scope..", "json..", "aggregate..", "config", "http", "server");

  @ArchTest
  static final ArchRule explanationsKnowWhatTheyExplain =
      knowsOnly(
          "explain..",
          "scope..",
          "aggregate..",
          "backend.request",
          "config",
          "config.input",
          "config.yaml",
          "http");

  @ArchTest
  static final ArchRule theAccessLogKnowsThePublicServer =
      knowsOnly("accesslog", "scope", "json", "aggregate", "config", "http");

  @ArchTest
  static final ArchRule theConsoleKnowsWhatItShows =
      knowsOnly(
          "console",
          "scope",
          "json",
          "aggregate",
          "backend",
          "backend.policy",
          "config",
          "config.input",
          "explain",
          "http",
          "ops",
          "server");

  @ArchTest
  static final ArchRule tracingKnowsThePublicServer =
      knowsOnly("tracing", "scope", "aggregate", "config", "http", "server");

  @ArchTest
  static final ArchRule onlyTracingKnowsOpenTelemetry =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.tributary.tracing")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.opentelemetry..");

  @ArchTest
  static final ArchRule metricsKnowTheCore =
      knowsOnly("metrics..", "scope..", "aggregate..", "server");

  @ArchTest
  static final ArchRule theWebTransportDoesNotKnowTheLeanOne =
      noClasses()
          .that()
          .resideInAPackage("io.tributary.backend.web..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.tributary.backend.lean..");

  @ArchTest
  static final ArchRule theLeanTransportDoesNotKnowTheWebOne =
      noClasses()
          .that()
          .resideInAPackage("io.tributary.backend.lean..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.tributary.backend.web..");

  @ArchTest
  static final ArchRule ofATransportOnlyTheTransportIsPublic =
      classes()
          .that()
          .resideInAnyPackage("io.tributary.backend.web", "io.tributary.backend.lean")
          .and()
          .arePublic()
          .should()
          .implement(Transport.class);

  @ArchTest
  static final ArchRule theCoreKnowsVertxCoreAndOursAlone =
      classes()
          .that()
          .resideInAPackage("io.tributary.aggregate..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "io.vertx.core..",
              "org.jspecify..",
              "io.tributary.aggregate..",
              "io.tributary.json..",
              "io.tributary.scope..");

  /** Each package counts separately from the packages below it. */
  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("io.tributary.(**)").should().beFreeOfCycles();

  /** What Vert.x does not export is used in one place, which has a test of its own. */
  @ArchTest
  static final ArchRule internalsAreUsedInOnePlaceForClientsAndOneForServers =
      noClasses()
          .that()
          .doNotHaveSimpleName("WebClientInternals")
          .and()
          .doNotHaveSimpleName("ServerInternals")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx.core.http.impl..", "io.vertx.ext.web.client.impl..");

  @ArchTest
  static final ArchRule onlyItsPackageKnowsJslt =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.tributary.transform.jslt")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.schibsted..");

  @ArchTest
  static final ArchRule nothingKnowsMain =
      noClasses()
          .that(not(isNamed("io.tributary.Main", LAUNCHER)))
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Main.class);

  @ArchTest
  static final ArchRule onlyMetricsAndTheRootKnowMicrometer =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.tributary.app", "io.tributary.metrics..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.micrometer..", "io.vertx.micrometer..", "io.prometheus..");

  @ArchTest
  static final ArchRule onlyTheTwoServersKnowTheRouter =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.tributary.http..", "io.tributary.ops..")
          .should()
          .dependOnClassesThat(WEB_SERVER);

  @ArchTest
  static final ArchRule onlyItsTransportAndTheWarmUpKnowTheWebClient =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.tributary.app", "io.tributary.backend.web")
          .should()
          .dependOnClassesThat(WEB_CLIENT);

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameEndingWith("Base")
          .orShould()
          .haveSimpleNameEndingWith("Processor")
          .orShould()
          .haveSimpleNameContaining("Abstract");

  @ArchTest
  static final ArchRule onlyTheShutdownEndsTheProcessUnlessMemoryRunsOut =
      allBut(Shutdown.class.getName(), LAUNCHER, OutOfMemory.class.getName())
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class);

  @ArchTest
  static final ArchRule onlyMainReadsTheEnvironment =
      allBut(Main.class.getName())
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class);

  /** Fault 162: a clock that jumps must not change a deadline. */
  @ArchTest
  static final ArchRule onlyDatesComeFromTheWallClock =
      noClasses()
          .that(
              not(
                  isNamed(
                      "io.tributary.app.Service",
                      "io.tributary.app.StandInCertificate",
                      "io.tributary.scope.HttpDate",
                      "io.tributary.scope.WallClock")))
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(InstantSource.class, "system")
          .orShould()
          .callMethod(Clock.class, "systemUTC");

  @ArchTest
  static final ArchRule nobodySleeps =
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", Duration.class)
          .orShould()
          .callMethod(Thread.class, "sleep", long.class, int.class);

  @ArchTest
  static final ArchRule noStaticStateChanges = noFields().that().areStatic().should().notBeFinal();

  private static ArchRule knowsOnly(String... packages) {
    String[] allowed =
        Stream.of(packages).map(name -> "io.tributary." + name).toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(allowed[0])
        .should()
        .dependOnClassesThat(OURS.and(not(resideInAnyPackage(allowed))));
  }

  private static ClassesShould allBut(String... names) {
    return noClasses().that(not(isNamed(names))).should();
  }

  private static DescribedPredicate<JavaClass> isNamed(String... names) {
    return DescribedPredicate.describe(
        "are " + List.of(names), one -> List.of(names).contains(one.getName()));
  }
}
