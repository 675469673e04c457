package io.adgaze.capture.uploads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adgaze.storage.MultipartUpload;
import io.adgaze.storage.SignedRequest;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderUploadsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir Path folder;
    private FolderUploads uploads;
    private MultipartUpload upload;

    @BeforeEach
    void begin() throws Exception {
        uploads = at(NOW);
        upload =
                uploads.begin(
                        folder.resolve("landing/a/recording-0.webm").toString(), "video/webm");
    }

    private FolderUploads at(Instant now) {
        return new FolderUploads(folder.resolve("uploads"), Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void partsAreJoinedInOrder() throws Exception {
        send(2, "world");
        send(1, "hello ");

        uploads.complete(upload, uploads.parts(upload));

        assertThat(folder.resolve("landing/a/recording-0.webm")).hasContent("hello world");
        assertThat(uploads.parts(upload)).isEmpty();
    }

    @Test
    void aPartSentAgainReplacesTheOneBefore() throws Exception {
        send(1, "first");
        send(1, "again");

        assertThat(uploads.parts(upload)).hasSize(1);
        uploads.complete(upload, uploads.parts(upload));
        assertThat(folder.resolve("landing/a/recording-0.webm")).hasContent("again");
    }

    @Test
    void aTicketHoldsForItsPartItsLengthAndItsTime() throws Exception {
        SignedRequest signed = uploads.part(upload, 1, 5, Duration.ofMinutes(15));
        Map<String, String> query = query(signed);
        String signature = query.get("signature");
        long expires = Long.parseLong(query.get("expires"));
        PartTicket ticket = new PartTicket(upload.id(), 1, 5, expires);

        assertThat(uploads.admits(ticket, signature)).isTrue();
        assertThat(uploads.admits(new PartTicket(upload.id(), 2, 5, expires), signature)).isFalse();
        assertThat(uploads.admits(new PartTicket(upload.id(), 1, 6, expires), signature)).isFalse();
        assertThat(uploads.admits(new PartTicket(upload.id(), 1, 5, expires + 9), signature))
                .isFalse();
        assertThat(at(NOW.plus(Duration.ofMinutes(14))).admits(ticket, signature)).isTrue();
        assertThat(at(NOW.plus(Duration.ofMinutes(16))).admits(ticket, signature)).isFalse();
    }

    @Test
    void bytesMoreOrFewerThanSignedForAreNotKept() {
        PartTicket ticket = new PartTicket(upload.id(), 1, 5, NOW.getEpochSecond());
        for (String bytes : new String[] {"four", "sixsix"}) {
            assertThatThrownBy(
                            () ->
                                    uploads.receive(
                                            ticket,
                                            new ByteArrayInputStream(bytes.getBytes(UTF_8))))
                    .isInstanceOf(PartLengthException.class);
        }
        assertThat(Files.exists(folder.resolve("uploads").resolve(upload.id()))).isTrue();
    }

    private void send(int number, String text) throws Exception {
        uploads.receive(
                new PartTicket(upload.id(), number, text.length(), NOW.getEpochSecond()),
                new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private static Map<String, String> query(SignedRequest signed) {
        return Arrays.stream(signed.url().getQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
