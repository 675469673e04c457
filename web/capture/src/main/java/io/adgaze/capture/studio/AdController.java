package io.adgaze.capture.studio;

import io.adgaze.capture.security.ViewerPrincipal;
import io.adgaze.capture.sessions.Participation;
import io.adgaze.capture.settings.CaptureSettings;
import io.adgaze.capture.studies.Ad;
import io.adgaze.capture.studies.Studies;
import io.adgaze.records.LandingLayout;
import io.adgaze.records.ObjectRef;
import io.adgaze.storage.ObjectStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The ad, from this origin, to those who take part in its study. Players ask for ranges of it. */
@RestController
class AdController {

    private final OwnSessions own;
    private final Studies studies;
    private final ObjectStore objects;
    private final CaptureSettings settings;

    AdController(OwnSessions own, Studies studies, ObjectStore objects, CaptureSettings settings) {
        this.own = own;
        this.studies = studies;
        this.objects = objects;
        this.settings = settings;
    }

    @GetMapping("/api/sessions/{sessionId}/ad")
    ResponseEntity<Resource> ad(
            @PathVariable String sessionId, @AuthenticationPrincipal ViewerPrincipal viewer)
            throws IOException {
        Participation session = own.require(sessionId, viewer);
        Ad ad = studies.find(session.studyId()).orElseThrow().ad();
        ObjectRef video =
                objects.head(LandingLayout.adUri(settings.ads(), ad.adId()))
                        .orElseThrow(() -> new FileNotFoundException("The study's ad is gone"));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(ad.contentType()))
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
                .body(new StoredResource(objects, video));
    }
}
