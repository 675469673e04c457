package io.adgaze.capture.mydata;

import io.adgaze.capture.sessions.Participations;
import io.adgaze.capture.uploads.UploadLimits;
import java.time.Clock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes recordings that nobody may keep any longer: once their study's days are over, as viewers
 * were told; once they were withdrawn, where that failed at first; and what came of sessions that
 * never landed.
 */
@Component
class Retention {

    /** Of one round, which then takes minutes at most; the next one goes on. */
    private static final int MOST = 1_000;

    private final Participations sessions;
    private final RecordingErasure erasure;
    private final Clock clock;

    Retention(Participations sessions, RecordingErasure erasure, Clock clock) {
        this.sessions = sessions;
        this.erasure = erasure;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT15M", initialDelayString = "PT1M")
    void deleteWhatIsDue() {
        sessions.abandonBegunBefore(clock.instant().minus(UploadLimits.ABANDONED_AFTER));
        sessions.dueForDeletion(MOST).forEach(erasure::erase);
    }
}
