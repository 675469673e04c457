package io.adgaze.jobs.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Reads, again and again while a scenario runs, each object that a reader of its output can see,
 * and notes every one that is not whole.
 */
final class VisibleObjects implements AutoCloseable {

    private static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int BOX_HEADER_BYTES = 8;
    private static final long PAUSE_MS = 200;

    private final S3Client s3;
    private final String prefix;
    private final Set<String> looked = Collections.synchronizedSet(new HashSet<>());
    private final List<String> broken = new CopyOnWriteArrayList<>();
    private volatile SdkException lastFailure;
    private final Thread thread = new Thread(this::watch, "visible-objects");

    private final CountDownLatch closed = new CountDownLatch(1);

    private VisibleObjects(S3Client s3, String prefix) {
        this.s3 = s3;
        this.prefix = prefix;
        thread.setUncaughtExceptionHandler((t, failure) -> broken.add("watcher: " + failure));
    }

    static VisibleObjects of(AdgazeCluster cluster, Scenario scenario) {
        VisibleObjects objects =
                new VisibleObjects(cluster.s3().client(), scenario.outputPrefix() + "/");
        objects.thread.start();
        return objects;
    }

    /**
     * How many versions of objects have been read.
     *
     * @throws IllegalStateException when none could be
     */
    int readN() {
        if (looked.isEmpty()) {
            throw new IllegalStateException("no object could be read", lastFailure);
        }
        return looked.size();
    }

    /** Those that were not whole, and why. */
    List<String> broken() {
        return List.copyOf(broken);
    }

    private void watch() {
        while (!isClosedWithin(PAUSE_MS)) {
            try {
                s3.listObjectsV2Paginator(
                                request -> request.bucket(AdgazeCluster.OUTPUT).prefix(prefix))
                        .contents()
                        .forEach(this::look);
            } catch (SdkException e) {
                lastFailure = e; // The endpoint is away, as some scenarios have it: again.
            }
        }
    }

    private boolean isClosedWithin(long ms) {
        try {
            return closed.await(ms, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void look(S3Object object) {
        if (object.key().endsWith("/") || !looked.add(object.key() + object.eTag())) {
            return;
        }
        try {
            byte[] content =
                    s3.getObjectAsBytes(
                                    request ->
                                            request.bucket(AdgazeCluster.OUTPUT).key(object.key()))
                            .asByteArrayUnsafe();
            if (!isWhole(object.key(), content)) {
                broken.add(object.key() + " of " + content.length + " bytes");
            }
        } catch (NoSuchKeyException replaced) {
            looked.remove(object.key() + object.eTag());
        } catch (SdkException away) {
            looked.remove(object.key() + object.eTag());
            throw away;
        }
    }

    private static boolean isWhole(String key, byte[] content) {
        return switch (key.substring(key.lastIndexOf('.') + 1)) {
            case "parquet" -> startsWith(content, PARQUET) && endsWith(content, PARQUET);
            case "mp4" -> boxesFill(content);
            case "html" -> text(content).strip().endsWith("</html>");
            case "csv", "jsonl" -> text(content).endsWith("\n");
            case "json" -> isJson(content);
            default -> false;
        };
    }

    private static boolean startsWith(byte[] content, byte[] magic) {
        return content.length > magic.length
                && Arrays.equals(content, 0, magic.length, magic, 0, magic.length);
    }

    private static boolean endsWith(byte[] content, byte[] magic) {
        int from = content.length - magic.length;
        return from > 0 && Arrays.equals(content, from, content.length, magic, 0, magic.length);
    }

    /** ISO/IEC 14496-12: a file is boxes, each beginning with its size. */
    private static boolean boxesFill(byte[] content) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        long at = 0;
        while (at + BOX_HEADER_BYTES <= content.length) {
            long size = Integer.toUnsignedLong(buffer.getInt((int) at));
            if (size < BOX_HEADER_BYTES) {
                return false;
            }
            at += size;
        }
        return at > 0 && at == content.length;
    }

    private static boolean isJson(byte[] content) {
        try {
            return new ObjectMapper().readTree(content).isObject();
        } catch (IOException e) {
            return false;
        }
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws InterruptedException {
        closed.countDown();
        thread.join();
        s3.close();
    }
}
