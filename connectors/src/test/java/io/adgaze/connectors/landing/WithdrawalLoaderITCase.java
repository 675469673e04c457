package io.adgaze.connectors.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.adgaze.connectors.ReportedMetrics;
import io.adgaze.records.RejectReason;
import io.adgaze.records.Rejection;
import io.adgaze.records.withdrawal.Withdrawal;
import io.adgaze.records.withdrawal.WithdrawalPath;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.ObjectStores;
import io.adgaze.storage.S3Settings;
import io.adgaze.storage.embedded.EmbeddedS3;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Either;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.function.SerializableFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Withdrawals in a bucket, and a store that fails; the viewer is named by neither. */
class WithdrawalLoaderITCase {

    private static final String VIEWER = "v-secret";
    private static final int MIB = 1 << 20;

    /** Reads that fail before the others; shared with the tasks, which run in this process. */
    private static final AtomicInteger FAILURES = new AtomicInteger();

    private final ReportedMetrics metrics = new ReportedMetrics();

    @TempDir private Path folder;
    private EmbeddedS3 s3;
    private ObjectStore bucket;
    private HeardLog log;

    @BeforeEach
    void start() throws Exception {
        FAILURES.set(0);
        s3 = EmbeddedS3.start(folder.resolve("s3"));
        s3.createBucket("bucket");
        bucket = ObjectStores.of(s3.settings());
        log = new HeardLog();
    }

    @AfterEach
    void stop() throws Exception {
        log.close();
        bucket.close();
        s3.close();
        assertThat(log.text()).isNotEmpty().doesNotContain(VIEWER);
    }

    @Test
    void readsWhatIsWithdrawn() throws Exception {
        land("w-1", withdrawal("w-1", ""));
        land("w-2", withdrawal("w-2", ", \"sessions\": [\"s-1\", \"s-2\"]"));

        assertThat(load(ObjectStores::of, "w-1", "w-2"))
                .containsExactlyInAnyOrder(
                        Either.Right(new Withdrawal("w-1", VIEWER, requestedAt(), null)),
                        Either.Right(
                                new Withdrawal(
                                        "w-2", VIEWER, requestedAt(), Set.of("s-1", "s-2"))));
        assertThat(metrics.counted("withdrawals_read")).isEqualTo(2);
        assertThat(metrics.counted("withdrawals_invalid")).isZero();
        assertThat(metrics.counted("withdrawal_failures")).isZero();
        assertThat(metrics.gauged("withdrawals_loading")).containsExactly(0);
    }

    @Test
    void whatIsFaultyIsRejectedAndKeepsNoNeighbourFromBeingRead() throws Exception {
        land("torn", "{\"viewer_key\": \"" + VIEWER);
        land("other", withdrawal("w-2", ""));
        land("large", withdrawal("large", " ".repeat(MIB)));
        land("w-1", withdrawal("w-1", ""));

        List<Either<Rejection, Withdrawal>> read =
                load(ObjectStores::of, "torn", "other", "large", "w-1");

        assertThat(read).filteredOn(Either::isRight).hasSize(1);
        assertThat(read)
                .filteredOn(Either::isLeft)
                .extracting(Either::left)
                .hasSize(3)
                .allMatch(rejection -> rejection.reason() == RejectReason.WITHDRAWAL_INVALID)
                .noneMatch(rejection -> rejection.toString().contains(VIEWER))
                .extracting(Rejection::key)
                .containsExactlyInAnyOrder(
                        "s3://bucket/withdrawals/viewer_key=*/torn.json",
                        "s3://bucket/withdrawals/viewer_key=*/other.json",
                        "s3://bucket/withdrawals/viewer_key=*/large.json");
        assertThat(metrics.counted("withdrawals_invalid")).isEqualTo(3);
        assertThat(metrics.counted("withdrawals_read")).isEqualTo(1);
    }

    @Test
    void aMebibyteIsRead() throws Exception {
        String withdrawal = withdrawal("w-1", "");
        land("w-1", withdrawal + " ".repeat(MIB - withdrawal.length()));

        assertThat(load(ObjectStores::of, "w-1")).singleElement().matches(Either::isRight);
    }

    @Test
    void oneThatIsGoneIsNothing() throws Exception {
        land("w-1", withdrawal("w-1", ""));

        assertThat(load(ObjectStores::of, "w-0", "w-1"))
                .singleElement()
                .satisfies(read -> assertThat(read.right().withdrawalId()).isEqualTo("w-1"));
        assertThat(log.text())
                .contains("INFO s3://bucket/withdrawals/viewer_key=*/w-0.json is gone");
        assertThat(metrics.counted("withdrawal_failures")).isZero();
    }

    /** More than are under way at a time: at the end of the input there is no pause any more. */
    @Test
    void aPassingFailureCostsNoWithdrawal() throws Exception {
        String[] ids = IntStream.range(0, 40).mapToObj(i -> "w-" + i).toArray(String[]::new);
        for (String id : ids) {
            land(id, withdrawal(id, ""));
        }
        FAILURES.set(3);

        assertThat(load(failing(), ids))
                .extracting(read -> read.right().withdrawalId())
                .containsExactlyInAnyOrder(ids);
        assertThat(metrics.counted("withdrawal_failures")).isEqualTo(3);
        assertThat(log.text())
                .containsPattern(
                        "WARN s3://bucket/withdrawals/viewer_key=\\*/w-\\d.json could not be read: "
                                + ".*Cannot read s3:.*json: connection reset");
    }

    @Test
    void aLastingFailureFailsTheJobAndDoesNotTellTheViewer() throws Exception {
        land("w-1", withdrawal("w-1", ""));
        FAILURES.set(Integer.MAX_VALUE);

        Throwable failure = catchThrowable(() -> load(failing(), "w-1"));

        assertThat(ExceptionUtils.stringifyException(failure))
                .contains("viewer_key=*/w-1.json: connection reset")
                .doesNotContain(VIEWER);
    }

    private void land(String withdrawalId, String json) throws IOException {
        bucket.write(pathOf(withdrawalId).uri(), Files.writeString(folder.resolve("upload"), json));
    }

    private static String withdrawal(String withdrawalId, String more) {
        return """
        {"version": 1, "withdrawal_id": "%s", "viewer_key": "%s", "requested_at": "%s" %s}
        """
                .formatted(withdrawalId, VIEWER, requestedAt(), more);
    }

    private static Instant requestedAt() {
        return Instant.parse("2026-11-27T10:00:00Z");
    }

    private static WithdrawalPath pathOf(String withdrawalId) {
        String uri = "s3://bucket/withdrawals/viewer_key=" + VIEWER + "/" + withdrawalId + ".json";
        return WithdrawalPath.parse(uri).orElseThrow();
    }

    private List<Either<Rejection, Withdrawal>> load(
            SerializableFunction<S3Settings, ObjectStore> stores, String... withdrawalIds)
            throws Exception {
        Configuration conf = Configuration.fromMap(s3.properties());
        conf.set(PipelineOptions.GENERIC_TYPES, false);
        metrics.listenTo(conf);
        WithdrawalPath[] found =
                Arrays.stream(withdrawalIds)
                        .map(WithdrawalLoaderITCase::pathOf)
                        .toArray(WithdrawalPath[]::new);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, conf);
        return WithdrawalLoader.load(env.fromData(WithdrawalPath.class, found), stores)
                .executeAndCollect(withdrawalIds.length + 1);
    }

    /** The bucket, whose first reads fail with what names the object and has it as a cause. */
    private static SerializableFunction<S3Settings, ObjectStore> failing() {
        return settings -> {
            ObjectStore store = ObjectStores.of(settings);
            return (ObjectStore)
                    Proxy.newProxyInstance(
                            ObjectStore.class.getClassLoader(),
                            new Class<?>[] {ObjectStore.class},
                            (proxy, method, arguments) -> {
                                if (method.getName().equals("read")
                                        && FAILURES.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                                    throw reset(arguments[0].toString());
                                }
                                return call(() -> method.invoke(store, arguments));
                            });
        };
    }

    private static IOException reset(String uri) {
        return new IOException(
                "Cannot read " + uri + ": connection reset", new IOException("GET " + uri));
    }

    private interface Call {
        Object now() throws ReflectiveOperationException;
    }

    private static Object call(Call call) throws Throwable {
        try {
            return call.now();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
