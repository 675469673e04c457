package io.adgaze.capture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;

/** How the server is built. */
@AnalyzeClasses(
        packages = "io.adgaze.capture",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesDependOneWay =
            slices().matching("io.adgaze.capture.(*)..").should().beFreeOfCycles();

    /** The job is known by its contracts alone. */
    @ArchTest
    static final ArchRule nothingOfTheJobsIsUsed =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.flink..",
                            "ai.djl..",
                            "org.bytedeco..",
                            "software.amazon..",
                            "io.adgaze.operators..",
                            "io.adgaze.connectors..",
                            "io.adgaze.models..",
                            "io.adgaze.jobs..");

    @ArchTest
    static final ArchRule controllersHoldNoSql =
            noClasses()
                    .that()
                    .areMetaAnnotatedWith(Controller.class)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.springframework.jdbc..", "java.sql..", "javax.sql..");

    @ArchTest
    static final ArchRule controllersAreNobodysBusiness =
            classes()
                    .that()
                    .areMetaAnnotatedWith(Controller.class)
                    .should()
                    .onlyHaveDependentClassesThat()
                    .areMetaAnnotatedWith(Controller.class)
                    .orShould()
                    .bePackagePrivate();

    @ArchTest
    static final ArchRule sqlIsInRepositoriesAndWhatCounts =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "..journey..", "..studio..", "..manifest..", "..consent.texts..")
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(JdbcClient.class);
}
