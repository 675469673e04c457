package io.adgaze.capture.uploads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs tickets (HMAC-SHA-256) with a key that lies beside the uploads, and outlives a restart. */
final class PartTickets {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final Path keyFile;

    private PartTickets(Path keyFile) {
        this.keyFile = keyFile;
    }

    static PartTickets under(Path folder) {
        return new PartTickets(folder.resolve("signing.key"));
    }

    String sign(PartTicket ticket) throws IOException {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(ticket.toString().getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    boolean isSigned(PartTicket ticket, String signature) throws IOException {
        return MessageDigest.isEqual(sign(ticket).getBytes(UTF_8), signature.getBytes(UTF_8));
    }

    private byte[] key() throws IOException {
        if (!Files.exists(keyFile)) {
            make();
        }
        return Files.readAllBytes(keyFile);
    }

    private void make() throws IOException {
        Files.createDirectories(keyFile.getParent());
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        try {
            Files.write(keyFile, key, CREATE_NEW, WRITE);
        } catch (FileAlreadyExistsException made) {
            // By another thread, a moment ago.
        }
    }
}
