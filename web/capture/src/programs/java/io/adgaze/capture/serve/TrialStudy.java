package io.adgaze.capture.serve;

import io.adgaze.capture.operators.Operators;
import io.adgaze.capture.settings.CaptureSettings;
import io.adgaze.capture.studies.Ad;
import io.adgaze.capture.studies.AdLibrary;
import io.adgaze.capture.studies.Invitation;
import io.adgaze.capture.studies.Invitations;
import io.adgaze.capture.studies.ReturnAddresses;
import io.adgaze.capture.studies.Studies;
import io.adgaze.capture.studies.Study;
import io.adgaze.capture.studies.StudyState;
import io.adgaze.records.Purpose;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationContext;

/** A study to try with: the sample ad, all purposes, one link. It is made once. */
final class TrialStudy {

    private static final String STUDY_ID = "trial";

    private final ApplicationContext server;

    private TrialStudy(ApplicationContext server) {
        this.server = server;
    }

    static TrialStudy in(ApplicationContext server) {
        return new TrialStudy(server);
    }

    /** The address of its invitation. */
    String invitation() throws Exception {
        if (server.getBean(Studies.class).find(STUDY_ID).isEmpty()) {
            make();
        }
        Invitation invitation =
                server.getBean(Invitations.class).ofStudy(STUDY_ID).stream()
                        .findFirst()
                        .orElseThrow();
        return server.getBean(CaptureSettings.class).address("/i/" + invitation.token());
    }

    private void make() throws Exception {
        // Nobody logs in as this one: no password has this hash.
        UUID owner = server.getBean(Operators.class).add("trial@localhost", "none");
        Ad ad =
                server.getBean(AdLibrary.class)
                        .add(Path.of(System.getProperty("adgaze.sample-ad")));
        server.getBean(Studies.class)
                .add(
                        new Study(
                                STUDY_ID,
                                owner,
                                "Try it",
                                null,
                                ad,
                                EnumSet.allOf(Purpose.class),
                                Set.of("en", "de"),
                                1000,
                                30,
                                null,
                                new ReturnAddresses(null, null, null),
                                new StudyState(false, false, false)));
        server.getBean(Invitations.class).add(STUDY_ID, "Try it", 0);
    }
}
