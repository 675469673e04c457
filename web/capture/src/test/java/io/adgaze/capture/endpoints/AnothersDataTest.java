package io.adgaze.capture.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.capture.TestBrowser;
import io.adgaze.capture.journey.Journey;
import io.adgaze.capture.studies.Study;
import io.adgaze.capture.studio.StudioClient;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Nobody reaches another's data: each endpoint is asked by somebody who is signed in as somebody
 * else, and knows all ids. It answers as is said here, tells nothing of the other, and leaves what
 * is kept of them as it is.
 */
class AnothersDataTest extends EndpointTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    /**
     * What is sent, and what comes back.
     *
     * @param content null for a request without a body
     */
    private record Answer(String type, String content, Integer... statuses) {}

    private static Answer answers(Integer... statuses) {
        return new Answer(null, null, statuses);
    }

    private static Answer form(String content, Integer... statuses) {
        return new Answer(FORM, content, statuses);
    }

    private static Answer json(String content, Integer... statuses) {
        return new Answer(JSON, content, statuses);
    }

    private static final Map<String, Answer> CASES = new TreeMap<>();

    static {
        // Pages of nobody's.
        CASES.put("GET /", answers(200));
        CASES.put("GET /log-in", answers(200));
        CASES.put("GET /sign-up", answers(200));
        CASES.put("GET /continue", answers(302));
        CASES.put("GET /goodbye/{reason:age|declined}", answers(200));
        CASES.put("GET /reset", answers(200));
        CASES.put("GET /i/{token}", answers(200, 302));
        // Those of a visit: the asker's, which is over.
        CASES.put("GET /who", answers(400));
        CASES.put("GET /age", answers(400));
        CASES.put("GET /consent", answers(400));
        CASES.put("GET /consent/copy", answers(400));
        CASES.put("POST /guest", form("", 400));
        CASES.put("POST /age", form("month=4&year=1980", 400));
        CASES.put("POST /consent", form("purpose=gaze&shown=x", 400));
        CASES.put("POST /consent/decline", form("", 400));
        // Ways in.
        CASES.put(
                "POST /sign-up", form("email=victim%40example.org&password=another%20phrase", 400));
        CASES.put("POST /log-in/passkey/options", json("{}", 200));
        CASES.put("POST /log-in/passkey", json("{\"id\": \"AA\", \"rawId\": \"AA\"}", 400, 401));
        CASES.put("GET /verify/{secret}", answers(200));
        CASES.put("POST /verify/{secret}", form("", 200));
        CASES.put("POST /reset", form("email=victim%40example.org", 200));
        CASES.put("GET /reset/{secret}", answers(200));
        CASES.put("POST /reset/{secret}", form("password=another%20long%20phrase", 200));
        // One's own data.
        CASES.put("GET /my", answers(200));
        CASES.put("GET /my/{secret:[A-Za-z0-9_-]{43}}", answers(404));
        CASES.put("GET /my/sessions/download", answers(200));
        CASES.put("POST /my/sessions/{sessionId}/withdraw", form("", 404));
        CASES.put("POST /my/withdraw/all", form("", 302));
        CASES.put("POST /my/delete-account", form("", 302));
        CASES.put("GET /my/passkeys/new", answers(200));
        CASES.put("POST /my/passkeys/options", json("{}", 400));
        CASES.put("POST /my/passkeys", json("{\"label\": \"x\"}", 400));
        CASES.put("POST /my/passkeys/{id}/remove", form("", 302));
        // A session.
        CASES.put("GET /take/{sessionId}", answers(404));
        CASES.put("GET /thanks/{sessionId}", answers(404));
        CASES.put("GET /return/{sessionId}", answers(404));
        CASES.put("GET /api/sessions/{sessionId}", answers(404));
        CASES.put("GET /api/sessions/{sessionId}/ad", answers(404));
        CASES.put("POST /api/sessions/{sessionId}/stage", json("{\"stage\": \"watched\"}", 404));
        CASES.put("POST /api/sessions/{sessionId}/trouble", json("{\"kind\": \"offline\"}", 404));
        CASES.put(
                "POST /api/sessions/{sessionId}/uploads",
                json("{\"contentType\": \"video/webm\", \"extension\": \"webm\"}", 404));
        CASES.put(
                "POST /api/sessions/{sessionId}/uploads/{recording}/parts",
                json("{\"number\": 1, \"length\": 3}", 404));
        CASES.put(
                "POST /api/sessions/{sessionId}/uploads/{recording}/complete",
                json("{\"length\":1,\"parts\":[{\"number\":1,\"length\":1,\"etag\":\"a\"}]}", 404));
        CASES.put("POST /api/sessions/{sessionId}/manifest", json(StudioClient.report(), 404));
        CASES.put("PUT /uploads/{uploadId}/parts/{number}", form("x", 403));
        // Studies; by another operator.
        CASES.put("GET /operator", answers(200));
        CASES.put("GET /operator/log-in", answers(200));
        CASES.put("GET /operator/first/{secret}", answers(200));
        CASES.put(
                "POST /operator/first/{secret}",
                form("email=x%40example.org&password=a%20long%20phrase", 400));
        CASES.put("GET /operator/studies/new", answers(200));
        CASES.put("POST /operator/studies", form("title=x", 415));
        CASES.put("GET /operator/studies/{studyId}", answers(404));
        CASES.put("POST /operator/studies/{studyId}/invitations", form("label=x", 404));
        CASES.put("POST /operator/studies/{studyId}/state", form("closed=true", 404));
    }

    private Study study;
    private String invitation;
    private String session;

    @BeforeEach
    void takePartAsVictim() throws Exception {
        study = study();
        invitation = invite(study);
        TestBrowser victim = browser();
        victim.get(invitation).get("/sign-up");
        victim.submit("/sign-up", "email", "victim@example.org", "password", "a long password");
        if (victim.status() == 400) {
            victim.get("/log-in");
            victim.submit("/log-in", "email", "victim@example.org", "password", "a long password");
        }
        victim.get("/age").submit("/age", "month", "4", "year", "1980").follow();
        session = Journey.agree(victim, "gaze");
        victim.call(
                victim.token(),
                "/api/sessions/" + session + "/uploads",
                "{\"contentType\": \"video/webm\", \"extension\": \"webm\"}",
                "Idempotency-Key",
                "k");
    }

    @Test
    void eachEndpointHasACase() {
        assertThat(CASES.keySet()).containsExactlyInAnyOrderElementsOf(endpoints());
    }

    @Test
    void nobodyReachesAnothersData() throws Exception {
        List<Map<String, Object>> before = kept();
        for (Map.Entry<String, Answer> each : CASES.entrySet()) {
            TestBrowser asker = asker(each.getKey());

            ask(asker, each.getKey(), each.getValue());

            assertThat(asker.status())
                    .as(each.getKey())
                    .isIn((Object[]) each.getValue().statuses());
            // A refusal names the path that was asked for.
            assertThat(asker.body().replaceAll("\"path\":\"[^\"]*\"", ""))
                    .as(each.getKey())
                    .doesNotContain(viewerKey())
                    .doesNotContain(study.studyId());
            assertThat(kept()).as(each.getKey()).isEqualTo(before);
        }
    }

    @Test
    void withoutSigningInNothingIsReachedEither() {
        for (String endpoint : CASES.keySet()) {
            if (!endpoint.contains("{sessionId}") && !endpoint.contains("{studyId}")) {
                continue;
            }
            TestBrowser nobody = browser();
            ask(nobody, endpoint, CASES.get(endpoint));
            assertThat(nobody.status()).as(endpoint).isIn(302, 401);
            if (nobody.status() == 302) {
                assertThat(nobody.location()).as(endpoint).endsWith("/log-in");
            }
        }
    }

    private TestBrowser asker(String endpoint) throws Exception {
        if (endpoint.contains(" /operator")) {
            return operator();
        }
        TestBrowser asker = browser();
        Journey.toStudioAsGuest(asker, invite(study()));
        return asker;
    }

    private void ask(TestBrowser asker, String endpoint, Answer answer) {
        String method = endpoint.substring(0, endpoint.indexOf(' '));
        String path = filled(endpoint.substring(method.length() + 1));
        if (answer.content() == null) {
            asker.get(path);
            return;
        }
        asker.send(method, path, csrf(asker), answer.type(), answer.content());
    }

    private String filled(String pattern) {
        return pattern.replace("{sessionId}", session)
                .replace("{studyId}", study.studyId())
                .replace("{recording}", "0")
                .replace("{token}", invitation.substring("/i/".length()))
                .replace("{reason:age|declined}", "declined")
                .replace("{id}", "AAAA")
                .replace("{number}", "1?length=1&expires=9999999999&signature=00")
                .replace("{uploadId}", "00000000-0000-0000-0000-000000000000")
                .replaceAll("\\{secret.*$", "x".repeat(43));
    }

    /** All that is kept of the victim and their study. */
    private List<Map<String, Object>> kept() {
        return database
                .sql(
                        """
                        SELECT p.*, v.email, v.password_hash, v.email_verified_at,
                            c.consent_id, c.text_sha256, array_to_string(c.purposes, ',') AS agreed, c.recontact,
                            s.paused, s.closed, s.test_mode,
                            (SELECT count(*) FROM recordings r WHERE r.session_id = p.session_id) AS recordings_n,
                            (SELECT count(*) FROM signed_parts r WHERE r.session_id = p.session_id) AS parts_n,
                            (SELECT count(*) FROM troubles t WHERE t.session_id = p.session_id) AS troubles_n,
                            (SELECT count(*) FROM withdrawals w WHERE w.viewer_key = p.viewer_key) AS withdrawals_n,
                            (SELECT count(*) FROM invitations i WHERE i.study_id = p.study_id) AS links_n
                        FROM participations p JOIN viewers v USING (viewer_id)
                            JOIN consents c USING (session_id) JOIN studies s USING (study_id)
                        WHERE session_id = ?
                        """)
                .param(session)
                .query()
                .listOfRows()
                .stream()
                .map(AnothersDataTest::comparable)
                .toList();
    }

    private static Map<String, Object> comparable(Map<String, Object> row) {
        Map<String, Object> comparable = new TreeMap<>();
        row.forEach((column, value) -> comparable.put(column, String.valueOf(value)));
        return comparable;
    }

    private String viewerKey() {
        return database.sql("SELECT viewer_key FROM participations WHERE session_id = ?")
                .param(session)
                .query(String.class)
                .single();
    }
}
