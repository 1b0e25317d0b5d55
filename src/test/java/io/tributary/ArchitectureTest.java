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
import java.time.Duration;

/** The rules that keep the packages apart; they are what makes one of them readable alone. */
@AnalyzeClasses(packages = "io.tributary", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final DescribedPredicate<JavaClass> OURS = resideInAPackage("io.tributary..");
  private static final DescribedPredicate<JavaClass> WEB_CLIENT =
      resideInAPackage("io.vertx.ext.web.client..");
  private static final DescribedPredicate<JavaClass> WEB_SERVER =
      resideInAPackage("io.vertx.ext.web..").and(not(WEB_CLIENT));

  @ArchTest
  static final ArchRule httpKnowsTheCoreAndJson = ofOurs("http", "aggregate", "scope", "json");

  @ArchTest
  static final ArchRule backendKnowsTheCoreAndJson =
      ofOurs("backend", "aggregate", "scope", "json");

  @ArchTest static final ArchRule opsKnowsTheCoreOnly = ofOurs("ops", "aggregate", "scope");

  @ArchTest
  static final ArchRule transformKnowsTheCoreOnly = ofOurs("transform", "aggregate", "scope");

  @ArchTest static final ArchRule metricsKnowsTheCoreOnly = ofOurs("metrics", "aggregate", "scope");
  @ArchTest static final ArchRule theCoreKnowsNothingOfOurs = ofOurs("aggregate", "scope");
  @ArchTest static final ArchRule configKnowsNothingOfOurs = ofOurs("config");
  @ArchTest static final ArchRule jsonKnowsNothingOfOurs = ofOurs("json");

  @ArchTest
  static final ArchRule theCoreKnowsVertxCoreAndNothingElse =
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
              "io.tributary.scope..");

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("io.tributary.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothingKnowsMain =
      noClasses()
          .that()
          .doNotBelongToAnyOf(Main.class)
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
  static final ArchRule onlyTheRootKnowsTheWebClient =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.tributary.app")
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
  static final ArchRule onlyMainEndsTheProcess =
      allBut(Main.class)
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class);

  @ArchTest
  static final ArchRule onlyMainReadsTheEnvironment =
      allBut(Main.class)
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class);

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

  private static ArchRule ofOurs(String name, String... known) {
    String[] allowed = new String[known.length + 1];
    allowed[0] = "io.tributary." + name + "..";
    for (int i = 0; i < known.length; i++) {
      allowed[i + 1] = "io.tributary." + known[i] + "..";
    }
    return noClasses()
        .that()
        .resideInAPackage(allowed[0])
        .should()
        .dependOnClassesThat(OURS.and(not(resideInAnyPackage(allowed))));
  }

  private static ClassesShould allBut(Class<?> one) {
    return noClasses().that().doNotBelongToAnyOf(one).should();
  }
}
