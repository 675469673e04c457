package io.adgaze.connectors.landing;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.records.RejectReason;
import io.adgaze.records.Rejection;
import io.adgaze.records.withdrawal.WithdrawalPath;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WithdrawalDiscoveryTest {

    private static final String PREFIX = "s3://bucket/withdrawals/";

    private final WithdrawalDiscovery discovery = new WithdrawalDiscovery(PREFIX);

    @Test
    void aWithdrawalIsFoundWhereItLies() {
        String uri = PREFIX + "viewer_key=v-1/w.1.json";
        WithdrawalPath path = discovery.object(uri, "e", 0).orElseThrow().right();

        assertThat(path.uri()).isEqualTo(uri);
        assertThat(path.viewerKey()).isEqualTo("v-1");
        assertThat(path.withdrawalId()).isEqualTo("w.1");
    }

    /** What is told of each, in which no viewer is named. */
    @ParameterizedTest
    @CsvSource({
        "w-1.json, w-1.json",
        "2026/a:b/viewer_key=secret/w-1.json, */*/viewer_key=*/w-1.json",
        "secret/w-1.json, */w-1.json",
        "Viewer_Key=secret/w-1.json, */w-1.json",
        "viewer_key=.secret/w-1.json, viewer_key=*/w-1.json",
        "viewer_key=secret@mail/w-1.json, viewer_key=*/w-1.json",
        "viewer_key=secret%20/w-1.json, viewer_key=*/w-1.json",
        "viewer_key%3Dsecret/w-1.json, */w-1.json",
        "viewer_key=secret/more/w-1.json, viewer_key=*/*/w-1.json",
        "viewer_key=secret/.w-1.json, viewer_key=*/.w-1.json",
        "viewer_key=secret/w 1.json, viewer_key=*/w 1.json",
        "viewer_key=secret/.json, viewer_key=*/.json",
        "viewer_key=secret//w-1.json, viewer_key=*//w-1.json",
        "./viewer_key=secret/w-1.json, */viewer_key=*/w-1.json",
        "viewer_key=other/../viewer_key=secret/w-1.json, viewer_key=*/*/viewer_key=*/w-1.json",
        "viewer_key=secret.json, viewer_key=*",
        "viewer_key%3dsecret%2Fw-1.json, viewer_key=*"
    })
    void whatMayBeMeantAsAWithdrawalIsRejectedWithoutItsViewer(String key, String told) {
        Rejection rejection = discovery.object(PREFIX + key, "e", 0).orElseThrow().left();

        assertThat(rejection.key()).isEqualTo(PREFIX + told);
        assertThat(rejection.reason()).isEqualTo(RejectReason.WITHDRAWAL_INVALID);
        assertThat(rejection.sessionId()).isNull();
        assertThat(rejection.message())
                .startsWith(PREFIX + told + " lies where no withdrawal does")
                .contains("viewer_key=<viewer_key>/<withdrawal_id>.json");
        assertThat(rejection.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "viewer_key=v-1/",
                "viewer_key=v-1/w-1.json/",
                "viewer_key=v-1/w-1",
                "viewer_key=v-1/w-1.json.bak",
                "viewer_key=v-1/w-1json",
                "readme.txt"
            })
    void otherObjectsDoNotMatter(String key) {
        assertThat(discovery.object(PREFIX + key, "e", 0)).isEmpty();
    }

    @Test
    void whatIsRememberedNamesNoViewerAndTellsWithdrawalsApart() {
        var memory = discovery.memory(Map.of());
        String uri = PREFIX + "viewer_key=v-1/w-1.json";

        assertThat(memory.apply(uri))
                .isEqualTo(discovery.memory(Map.of()).apply(uri))
                .isNotEqualTo(memory.apply(uri.replace("w-1", "w-2")))
                .matches("[A-Za-z0-9_-]{22}");
    }
}
