package io.adgaze.records.withdrawal;

import static io.adgaze.records.BrokenField.each;
import static io.adgaze.records.BrokenField.needed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adgaze.records.BrokenField;
import io.adgaze.records.ContractSchema;
import io.adgaze.records.RejectReason;
import io.adgaze.records.Rejection;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a withdrawal may say, by the job's rules and by the published schema. */
class WithdrawalTest {

    private static final ContractSchema SCHEMA = ContractSchema.of("withdrawal");

    private static final String WITHDRAWAL =
            """
            {
              "version": 1,
              "withdrawal_id": "w-0001",
              "viewer_key": "v-9f3c",
              "requested_at": "2026-11-27T10:00:00.000Z",
              "sessions": ["s-0001", "s-0002", "s-0001"],
              "added_later": {"by": "a producer"}
            }
            """;

    private static final WithdrawalPath PATH =
            WithdrawalPath.parse("s3://b/withdrawals/viewer_key=v-9f3c/w-0001.json").orElseThrow();

    @Test
    void aGoodOneIsRead() throws Exception {
        assertThat(SCHEMA.errors(WITHDRAWAL)).isEmpty();
        assertThat(read(WITHDRAWAL))
                .isEqualTo(
                        new Withdrawal(
                                "w-0001",
                                "v-9f3c",
                                Instant.parse("2026-11-27T10:00:00Z"),
                                Set.of("s-0001", "s-0002")));
    }

    @Test
    void withoutSessionsItIsOfEverything() throws Exception {
        for (String value : new String[] {"null", null}) {
            String withdrawal = broken(new BrokenField("/sessions", value));

            assertThat(SCHEMA.errors(withdrawal)).isEmpty();
            assertThat(read(withdrawal).sessions()).isNull();
        }
    }

    static Stream<BrokenField> brokenFields() {
        String[] noIds = {"\"\"", "\".w\"", "\"a b\"", "{}"};
        String many = "[" + String.join(",", Collections.nCopies(10_001, "\"s\"")) + "]";
        return Stream.of(
                        needed("/version", "2", "\"1\""),
                        needed("/withdrawal_id", noIds),
                        needed("/viewer_key", noIds),
                        needed(
                                "/requested_at",
                                "\"soon\"",
                                "\"2026-11-27T10:00:00\"",
                                "\"1999-12-31T23:59:59Z\"",
                                "\"2101-01-01T00:00:00Z\""),
                        each("/sessions", "[]", "{}", "\"s-0001\"", "[null]", "[\"a b\"]", many))
                .flatMap(broken -> broken);
    }

    @ParameterizedTest
    @MethodSource("brokenFields")
    void aBrokenFieldIsRefusedByBoth(BrokenField field) throws Exception {
        String withdrawal = broken(field);

        assertThat(SCHEMA.errors(withdrawal)).as("by the schema").isNotEmpty();
        assertThatThrownBy(() -> read(withdrawal))
                .as("by the job")
                .isInstanceOf(InvalidWithdrawalException.class)
                .hasMessageStartingWith("s3://b/withdrawals/viewer_key=*/w-0001.json: ")
                .hasMessageNotContaining("v-9f3c")
                .hasMessageContaining(field.field().substring(1))
                .hasMessageContaining("under a new withdrawal id");
    }

    @Test
    void eachFieldOfTheSchemaIsBroken() {
        assertThat(brokenFields().map(BrokenField::field).collect(toSet()))
                .containsAll(SCHEMA.fields());
    }

    @Test
    void whatTheSchemaCannotSayIsRefused() {
        assertThatThrownBy(() -> read(WITHDRAWAL.replace("w-0001", "w-0002")))
                .hasMessageContaining("'withdrawal_id' is not the path's");
        assertThatThrownBy(() -> read(WITHDRAWAL.replace("v-9f3c", "v-other")))
                .hasMessageContaining("'viewer_key' is not the path's");
        assertThatThrownBy(() -> read("{\"version\": 1, \"version\": 1}"))
                .hasMessageContaining("a key twice");
        assertThatThrownBy(() -> read(WITHDRAWAL.replace("2026-11-27", "2026-02-30")))
                .hasMessageContaining("'requested_at'");
    }

    @Test
    void itsPlaceSaysWhoseItIs() {
        assertThat(PATH.viewerKey()).isEqualTo("v-9f3c");
        assertThat(PATH.withdrawalId()).isEqualTo("w-0001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://b/withdrawals/viewer_key=v-9f3c/w-0001",
                "s3://b/withdrawals/viewer_key=v-9f3c/more/w-0001.json",
                "s3://b/withdrawals/viewer_key=/w-0001.json",
                "s3://b/withdrawals/viewer_key=v-9f3c/.json",
                "s3://b/withdrawals/viewer_key=a b/w-0001.json",
                "s3://b/withdrawals/v-9f3c/w-0001.json"
            })
    void anythingElseIsNoWithdrawals(String uri) {
        assertThat(WithdrawalPath.parse(uri)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "s3://b/viewer_key=v-9f3c/w-1.json, s3://b/viewer_key=*/w-1.json",
                "viewer_key=v 9: 'f'/viewer_key=/more.json, viewer_key=*/viewer_key=*/more.json",
                "no such file: /a/viewer_key=v-9f3c, no such file: /a/viewer_key=*",
                "GET /b/Viewer_Key%3dv-9f3c/w-1.json failed, GET /b/viewer_key=*/w-1.json failed",
                "'viewer_key' is not the path's, 'viewer_key' is not the path's"
            })
    void noViewerIsNamedWhereverOneStands(String text, String hidden) {
        assertThat(WithdrawalPath.withoutViewer(text)).isEqualTo(hidden);
    }

    @Test
    void neitherPlaceNorWithdrawalPrintsTheViewer() throws Exception {
        assertThat(PATH).hasToString("s3://b/withdrawals/viewer_key=*/w-0001.json");
        assertThat(read(WITHDRAWAL).toString()).contains("w-0001").doesNotContain("v-9f3c");
    }

    @Test
    void anInvalidOneIsRejectedWithoutItsViewer() {
        Rejection rejection =
                new InvalidWithdrawalException(PATH, "it is torn").toRejection(Instant.EPOCH);

        assertThat(rejection.key()).isEqualTo("s3://b/withdrawals/viewer_key=*/w-0001.json");
        assertThat(rejection.reason()).isEqualTo(RejectReason.WITHDRAWAL_INVALID);
        assertThat(rejection.message()).contains(rejection.key(), "torn", "new withdrawal id");
        assertThat(rejection.toString()).doesNotContain("v-9f3c");
    }

    private static String broken(BrokenField field) throws Exception {
        return field.in((ObjectNode) new ObjectMapper().readTree(WITHDRAWAL)).orElseThrow();
    }

    private static Withdrawal read(String json) throws InvalidWithdrawalException {
        return Withdrawal.read(json.getBytes(UTF_8), PATH);
    }
}
