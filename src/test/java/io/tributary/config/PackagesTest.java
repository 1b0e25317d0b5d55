package io.tributary.config;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The readers use the parser, and both use the records. No dependency goes the other way. */
@AnalyzeClasses(packages = "io.tributary.config", importOptions = DoNotIncludeTests.class)
final class PackagesTest {
  @ArchTest
  static final ArchRule dependOnEachOtherInOneDirection =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("read")
          .definedBy("io.tributary.config.read")
          .layer("yaml")
          .definedBy("io.tributary.config.yaml")
          .layer("records")
          .definedBy("io.tributary.config", "io.tributary.config.input")
          .whereLayer("read")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("yaml")
          .mayOnlyBeAccessedByLayers("read");
}
