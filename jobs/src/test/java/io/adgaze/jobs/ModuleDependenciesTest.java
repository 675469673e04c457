package io.adgaze.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** The modules, which way they point, and which of them reaches which library. */
@AnalyzeClasses(packages = "io.adgaze", importOptions = MainCode.class)
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
                    .layer("reports")
                    .definedBy("io.adgaze.reports..")
                    .layer("models")
                    .definedBy("io.adgaze.models..")
                    .layer("video")
                    .definedBy("io.adgaze.video..")
                    .layer("storage")
                    .definedBy("io.adgaze.storage..")
                    .layer("records")
                    .definedBy("io.adgaze.records..")
                    .whereLayer("jobs")
                    .mayOnlyAccessLayers("operators", "connectors", "storage", "records")
                    .whereLayer("operators")
                    .mayOnlyAccessLayers("models", "video", "storage", "records")
                    .whereLayer("connectors")
                    .mayOnlyAccessLayers("reports", "video", "storage", "records")
                    .whereLayer("reports")
                    .mayOnlyAccessLayers("video", "storage", "records")
                    .whereLayer("models")
                    .mayOnlyAccessLayers("records")
                    .whereLayer("video")
                    .mayOnlyAccessLayers("records")
                    .whereLayer("storage")
                    .mayOnlyAccessLayers("records")
                    .whereLayer("records")
                    .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule FLINK_ENDS_AT_OPERATORS_AND_CONNECTORS =
            onlyIn(List.of("jobs", "operators", "connectors"), "org.apache.flink..");

    @ArchTest
    static final ArchRule ONLY_VIDEO_REACHES_FFMPEG =
            onlyIn(List.of("video"), "org.bytedeco.ffmpeg..");

    @ArchTest static final ArchRule ONLY_MODELS_REACHES_DJL = onlyIn(List.of("models"), "ai.djl..");

    @ArchTest
    static final ArchRule ONLY_STORAGE_REACHES_THE_AWS_SDK =
            onlyIn(List.of("storage"), "software.amazon.awssdk..");

    @ArchTest
    static final ArchRule OPENCV_STAYS_WHERE_PICTURES_ARE =
            onlyIn(List.of("video", "models", "reports", "operators"), "org.bytedeco.opencv..");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.adgaze.(**)").should().beFreeOfCycles();

    private static ArchRule onlyIn(List<String> modules, String library) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(
                        modules.stream().map("io.adgaze.%s.."::formatted).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }
}
