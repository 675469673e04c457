package io.adgaze.capture.mydata;

import io.adgaze.capture.audit.AuditLog;
import io.adgaze.capture.consent.ConsentGiven;
import io.adgaze.capture.consent.Consents;
import io.adgaze.capture.mydata.Withdrawals.Withdrawal;
import io.adgaze.capture.sessions.Participation;
import io.adgaze.capture.sessions.Participations;
import io.adgaze.capture.studies.Studies;
import io.adgaze.capture.viewers.ViewerKeys;
import io.adgaze.capture.viewers.Viewers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What is kept of a viewer, and how they take it back. */
@Service
public class MyData {

    private final Participations sessions;
    private final Consents consents;
    private final Studies studies;
    private final RecordingErasure erasure;
    private final ViewerKeys keys;
    private final Viewers viewers;
    private final Withdrawals withdrawals;
    private final WithdrawalFiles files;
    private final AuditLog audit;

    MyData(
            Participations sessions,
            Consents consents,
            Studies studies,
            RecordingErasure erasure,
            ViewerKeys keys,
            Viewers viewers,
            Withdrawals withdrawals,
            WithdrawalFiles files,
            AuditLog audit) {
        this.sessions = sessions;
        this.consents = consents;
        this.studies = studies;
        this.erasure = erasure;
        this.keys = keys;
        this.viewers = viewers;
        this.withdrawals = withdrawals;
        this.files = files;
        this.audit = audit;
    }

    /**
     * What is kept of one session.
     *
     * @param keptUntil when the recording is deleted at the latest
     * @param withdrawnAt null where it was not withdrawn
     */
    public record KeptSession(
            String sessionId,
            String stage,
            Instant consentedAt,
            Set<String> purposes,
            String consentText,
            Instant keptUntil,
            @Nullable Instant withdrawnAt) {}

    /** A receipt for what was withdrawn. */
    public record Receipt(String withdrawalId, List<String> sessionIds, Instant requestedAt) {}

    /** All sessions, the newest first. */
    public List<KeptSession> sessions(UUID viewerId) {
        return sessions.ofViewer(viewerId).stream().map(this::kept).toList();
    }

    private KeptSession kept(Participation session) {
        ConsentGiven consent = consents.ofSession(session.sessionId()).orElseThrow();
        int days = studies.find(session.studyId()).orElseThrow().retentionDays();
        return new KeptSession(
                session.sessionId(),
                session.stage().word(),
                consent.grantedAt(),
                Studies.words(consent.purposes()),
                consents.textShown(session.sessionId()).orElseThrow(),
                session.createdAt().plus(Duration.ofDays(days)),
                session.withdrawnAt());
    }

    /** All receipts, the oldest first. */
    public List<Receipt> receipts(UUID viewerId) {
        return withdrawals.ofViewer(viewerId).stream().map(MyData::receipt).toList();
    }

    private static Receipt receipt(Withdrawal withdrawal) {
        return new Receipt(
                withdrawal.withdrawalId(), withdrawal.sessionIds(), withdrawal.requestedAt());
    }

    /**
     * Takes one session back. The recording goes at once, the job learns of it.
     *
     * @return what it is receipted by; empty where it was taken back before
     */
    public List<Receipt> withdraw(Participation session, UUID viewerId) {
        if (session.withdrawnAt() != null) {
            return List.of();
        }
        sessions.withdraw(session.sessionId());
        Withdrawal withdrawal =
                withdrawals.add(viewerId, session.viewerKey(), List.of(session.sessionId()));
        audit.note("viewer:" + viewerId, "withdrew", session.sessionId());
        files.land(withdrawal);
        erasure.erase(session);
        return List.of(receipt(withdrawal));
    }

    /**
     * Takes everything back, with every study owner.
     *
     * @return what it is receipted by, one for each owner
     */
    public List<Receipt> withdrawAll(UUID viewerId) {
        List<Withdrawal> asked = new ArrayList<>();
        for (String key : keys.of(viewerId)) {
            asked.add(withdrawals.add(viewerId, key, List.of()));
        }
        audit.note("viewer:" + viewerId, "withdrew_all", null);
        asked.forEach(files::land);
        for (Participation session : sessions.ofViewer(viewerId)) {
            sessions.withdraw(session.sessionId());
            erasure.erase(session);
        }
        return asked.stream().map(MyData::receipt).toList();
    }

    /** Forgets who a viewer is; what was withdrawn before stays withdrawn. */
    public void deleteAccount(UUID viewerId) {
        viewers.delete(viewerId);
        audit.note("viewer:" + viewerId, "account_deleted", null);
    }
}
