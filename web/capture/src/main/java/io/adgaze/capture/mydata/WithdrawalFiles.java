package io.adgaze.capture.mydata;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.adgaze.capture.mydata.Withdrawals.Withdrawal;
import io.adgaze.capture.settings.CaptureSettings;
import io.adgaze.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lands withdrawals for the job: {@code <withdrawals>/viewer_key=<key>/<withdrawal_id>.json}. One
 * that could not be written is written later; the same one twice is one.
 */
@Component
@EnableScheduling
class WithdrawalFiles {

    private static final Logger LOG = LoggerFactory.getLogger(WithdrawalFiles.class);
    private static final int VERSION = 1;

    private final Withdrawals withdrawals;
    private final ObjectStore objects;
    private final JsonMapper json;
    private final CaptureSettings settings;

    WithdrawalFiles(
            Withdrawals withdrawals,
            ObjectStore objects,
            JsonMapper json,
            CaptureSettings settings) {
        this.withdrawals = withdrawals;
        this.objects = objects;
        this.json = json;
        this.settings = settings;
    }

    /** The landing contract's withdrawal; without sessions it is of everything. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Landed(
            int version,
            String withdrawalId,
            String viewerKey,
            Instant requestedAt,
            List<String> sessions) {}

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT10S")
    void landAll() {
        withdrawals.notLanded().forEach(this::land);
    }

    void land(Withdrawal withdrawal) {
        String uri =
                "%s/viewer_key=%s/%s.json"
                        .formatted(
                                settings.withdrawals(),
                                withdrawal.viewerKey(),
                                withdrawal.withdrawalId());
        try {
            write(uri, json.writeValueAsBytes(landed(withdrawal)));
            withdrawals.land(withdrawal);
        } catch (IOException e) {
            LOG.error("A withdrawal could not be landed, and will be tried again", e);
        }
    }

    private static Landed landed(Withdrawal withdrawal) {
        return new Landed(
                VERSION,
                withdrawal.withdrawalId(),
                withdrawal.viewerKey(),
                withdrawal.requestedAt(),
                withdrawal.sessionIds());
    }

    private void write(String uri, byte[] content) throws IOException {
        Path file = Files.createTempFile("withdrawal", ".json");
        try {
            Files.write(file, content);
            objects.write(uri, file);
        } finally {
            Files.delete(file);
        }
    }
}
