package io.adgaze.storage;

import io.adgaze.storage.embedded.EmbeddedS3;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Direct uploads to S3Proxy. */
class DirectUploadsITCase extends DirectUploadsContract {

    @TempDir static Path folder;
    private static EmbeddedS3 s3;

    @BeforeAll
    static void startEndpoint() throws Exception {
        s3 = EmbeddedS3.start(folder);
        s3.createBucket("bucket");
    }

    @AfterAll
    static void stopEndpoint() throws Exception {
        s3.close();
    }

    @Override
    S3Settings settings() {
        return s3.settings();
    }

    @Override
    String bucket() {
        return "bucket";
    }
}
