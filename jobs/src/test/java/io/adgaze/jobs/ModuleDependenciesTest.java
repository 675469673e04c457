package io.adgaze.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Dependencies point one way: jobs, then operators and connectors, then models, then records. */
@AnalyzeClasses(packages = "io.adgaze", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleDependenciesTest {

    @ArchTest
    static final ArchRule MODULES_POINT_ONE_WAY =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("jobs")
                    .definedBy("io.adgaze.jobs..")
                    .layer("operators")
                    .definedBy("io.adgaze.operators..")
                    .layer("connectors")
                    .definedBy("io.adgaze.connectors..")
                    .layer("models")
                    .definedBy("io.adgaze.models..")
                    .layer("records")
                    .definedBy("io.adgaze.records..")
                    .whereLayer("jobs")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("operators")
                    .mayOnlyBeAccessedByLayers("jobs")
                    .whereLayer("connectors")
                    .mayOnlyBeAccessedByLayers("jobs")
                    .whereLayer("models")
                    .mayOnlyBeAccessedByLayers("jobs", "operators", "connectors")
                    .whereLayer("records")
                    .mayOnlyBeAccessedByLayers("jobs", "operators", "connectors", "models");

    @ArchTest
    static final ArchRule RECORDS_AND_MODELS_KNOW_NOTHING_OF_FLINK =
            noClasses()
                    .that()
                    .resideInAnyPackage("io.adgaze.records..", "io.adgaze.models..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.flink..");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.adgaze.(**)").should().beFreeOfCycles();
}
