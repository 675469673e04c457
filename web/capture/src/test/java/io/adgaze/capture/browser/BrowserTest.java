package io.adgaze.capture.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.adgaze.capture.ServerTest;
import io.adgaze.capture.settings.CaptureSettings;
import io.adgaze.capture.studies.Study;
import io.adgaze.capture.studies.StudyState;
import io.adgaze.records.LandingLayout;
import io.adgaze.storage.ListedObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;
import org.springframework.beans.factory.annotation.Autowired;

/** A viewer's browser before the real server, its PostgreSQL and its S3 endpoint. */
abstract class BrowserTest extends ServerTest {

    private static final int MAX_MANIFEST_BYTES = 1 << 20;

    @Autowired private CaptureSettings settings;
    @TempDir protected Path folder;
    protected ChromeDriver browser;
    protected Study study;

    @AfterEach
    void quit() {
        if (browser != null) {
            browser.quit();
        }
    }

    /** From the invitation to a study of this ad through all pages to the studio. */
    protected StudioPage enter(Path ad) throws Exception {
        study = study(new StudyState(false, false, false), 10, ad);
        return Arrival.asGuest(browser, invitation());
    }

    /** A link to the study. */
    protected String invitation() {
        return "http://localhost:" + port + invite(study);
    }

    protected String origin() {
        return "http://localhost:" + port + "/";
    }

    /** Where browsers send recordings. */
    protected String store() {
        return settings.browsersEndpoint().orElseThrow() + "/";
    }

    protected List<String> troubles() {
        return database.sql("SELECT kind FROM troubles WHERE session_id = ?")
                .param(sessionId())
                .query(String.class)
                .list();
    }

    private String sessionId() {
        return database.sql("SELECT session_id FROM participations WHERE study_id = ?")
                .param(study.studyId())
                .query(String.class)
                .single();
    }

    /** What lies in the landing of this study's ad. */
    protected LandedSession landed() throws IOException {
        return landed(sessionId());
    }

    protected LandedSession landed(String sessionId) throws IOException {
        String session =
                LandingLayout.sessionFolder(S3 + "/sessions", study.ad().adId(), sessionId);
        Path copies = Files.createDirectories(folder.resolve(sessionId));
        byte[] bytes = objects.read(session + LandingLayout.MANIFEST, MAX_MANIFEST_BYTES);
        JsonNode manifest = new ObjectMapper().readTree(bytes);
        List<Path> recordings = new ArrayList<>();
        for (JsonNode name : manifest.get("recordings")) {
            recordings.add(copy(session + name.asText(), copies.resolve(name.asText())));
        }
        return new LandedSession(sessionId, study.ad().adId(), bytes, manifest, recordings);
    }

    /** Names of what lies in the landing of this study's ad. */
    protected List<String> landedObjects() throws IOException {
        String session =
                LandingLayout.sessionFolder(S3 + "/sessions", study.ad().adId(), sessionId());
        try (Stream<ListedObject> listed = objects.list(session)) {
            return listed.map(each -> each.uri().substring(session.length())).sorted().toList();
        }
    }

    private Path copy(String uri, Path file) throws IOException {
        try (SeekableByteChannel channel = objects.open(objects.head(uri).orElseThrow());
                InputStream content = Channels.newInputStream(channel)) {
            Files.copy(content, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }
}
