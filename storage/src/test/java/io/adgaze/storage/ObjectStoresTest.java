package io.adgaze.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.fs.s3native.NativeS3FileSystemFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ObjectStoresTest {

    static Stream<Arguments> options() {
        return Stream.of(
                Arguments.of(ObjectStores.ENDPOINT, NativeS3FileSystemFactory.ENDPOINT),
                Arguments.of(ObjectStores.REGION, NativeS3FileSystemFactory.REGION),
                Arguments.of(
                        ObjectStores.PATH_STYLE_ACCESS,
                        NativeS3FileSystemFactory.PATH_STYLE_ACCESS),
                Arguments.of(ObjectStores.ACCESS_KEY, NativeS3FileSystemFactory.ACCESS_KEY),
                Arguments.of(ObjectStores.SECRET_KEY, NativeS3FileSystemFactory.SECRET_KEY),
                Arguments.of(
                        ObjectStores.ASSUME_ROLE_ARN, NativeS3FileSystemFactory.ASSUME_ROLE_ARN),
                Arguments.of(
                        ObjectStores.ASSUME_ROLE_EXTERNAL_ID,
                        NativeS3FileSystemFactory.ASSUME_ROLE_EXTERNAL_ID),
                Arguments.of(
                        ObjectStores.ASSUME_ROLE_SESSION_NAME,
                        NativeS3FileSystemFactory.ASSUME_ROLE_SESSION_NAME),
                Arguments.of(
                        ObjectStores.CONNECTION_TIMEOUT,
                        NativeS3FileSystemFactory.CONNECTION_TIMEOUT),
                Arguments.of(ObjectStores.SOCKET_TIMEOUT, NativeS3FileSystemFactory.SOCKET_TIMEOUT),
                Arguments.of(ObjectStores.MAX_RETRIES, NativeS3FileSystemFactory.MAX_RETRIES));
    }

    /** Key, fallback keys, type and default. */
    @ParameterizedTest
    @MethodSource("options")
    void eachOptionIsThatOfFlinksFilesystem(ConfigOption<?> ours, ConfigOption<?> flinks) {
        assertThat(ours).isEqualTo(flinks);
    }

    @Test
    void halfACredentialIsRefused() throws IOException {
        Configuration conf = new Configuration();
        conf.set(ObjectStores.REGION, "eu-central-1");
        conf.set(ObjectStores.ACCESS_KEY, "key");
        try (ObjectStore store = ObjectStores.of(conf)) {
            assertThatThrownBy(() -> store.head("s3://bucket/key"))
                    .isInstanceOf(IllegalConfigurationException.class)
                    .hasMessageContaining("s3.secret-key");
        }
    }

    @Test
    void anEndpointThatIsNoUriIsRefused() throws IOException {
        Configuration conf = new Configuration();
        conf.set(ObjectStores.REGION, "eu-central-1");
        conf.set(ObjectStores.ENDPOINT, "localhost:9000");
        try (ObjectStore store = ObjectStores.of(conf)) {
            assertThatThrownBy(() -> store.head("s3://bucket/key"))
                    .isInstanceOf(IllegalConfigurationException.class)
                    .hasMessageContaining("s3.endpoint");
        }
    }

    @Test
    void aUriThatNamesNoObjectIsRefused() throws IOException {
        Configuration conf = new Configuration();
        conf.set(ObjectStores.REGION, "eu-central-1");
        try (ObjectStore store = ObjectStores.of(conf)) {
            assertThatThrownBy(() -> store.head("s3://bucket-only"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'s3://bucket-only'")
                    .hasMessageContaining("s3://<bucket>/<key>");
        }
    }
}
