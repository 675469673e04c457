package io.adgaze.storage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObjectStoresTest {

    private final ObjectStore store =
            ObjectStores.of(S3Settings.of(Map.of("s3.region", "eu-central-1")));

    @AfterEach
    void closeStore() throws IOException {
        store.close();
    }

    @Test
    void aUriThatNamesNoObjectIsRefused() {
        assertThatThrownBy(() -> store.head("s3://bucket-only"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'s3://bucket-only'")
                .hasMessageContaining("s3://<bucket>/<key>");
        assertThatThrownBy(() -> store.list("s3:///no-bucket"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("s3://<bucket>/<prefix>");
    }

    @Test
    void anUnknownSchemeNamesWhatWouldBeRight() {
        assertThatThrownBy(() -> store.head("ftp://host/file"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'ftp://host/file'")
                .hasMessageContaining("s3://");
    }
}
