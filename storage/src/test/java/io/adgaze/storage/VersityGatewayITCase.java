package io.adgaze.storage;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The endpoint that is deployed, where it is on this machine. */
class VersityGatewayITCase {

    private static final String BUCKET = "bucket";

    @TempDir static Path folder;
    private static VersityGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        Optional<Path> program = VersityGateway.find();
        assumeTrue(program.isPresent(), "no versitygw on this machine");
        gateway = VersityGateway.start(program.get(), folder);
        gateway.createBucket(BUCKET);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (gateway != null) {
            gateway.close();
        }
    }

    @Nested
    class Objects extends ObjectStoreContract {

        private ObjectStore store;
        private String root;

        @BeforeEach
        void openStore() {
            store = ObjectStores.of(gateway.settings());
            root = "s3://" + BUCKET + "/" + UUID.randomUUID() + "/";
        }

        @AfterEach
        void closeStore() throws IOException {
            store.close();
        }

        @Override
        ObjectStore store() {
            return store;
        }

        @Override
        String root() {
            return root;
        }
    }

    @Nested
    class Uploads extends DirectUploadsContract {

        @Override
        S3Settings settings() {
            return gateway.settings();
        }

        @Override
        String bucket() {
            return BUCKET;
        }
    }
}
