package io.adgaze.capture.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.capture.TestBrowser;
import io.adgaze.capture.journey.Journey;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Wrong input gets a clear answer from each endpoint: a status of the client's, never of the
 * server's, and nothing of how the server is made.
 */
class WrongInputTest extends EndpointTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";
    private static final String LONG = "x".repeat(100_000);
    private static final String HUGE = "x".repeat(3 << 20);

    /** Of a form: fields that are wrong, one set a line, each of which is refused. */
    private static final Map<String, String> WRONG_FORMS = new TreeMap<>();

    /** Of JSON: bodies that are, and are not what is asked for. */
    private static final Map<String, String> WRONG_JSON = new TreeMap<>();

    /** These have no fields, or answer alike whatever is in them. */
    private static final Set<String> WITHOUT_FIELDS =
            Set.of(
                    "POST /guest",
                    "POST /consent/decline",
                    "POST /verify/{secret}",
                    "POST /reset",
                    "POST /my/sessions/{sessionId}/withdraw",
                    "POST /my/withdraw/all",
                    "POST /my/delete-account",
                    "POST /my/passkeys/{id}/remove",
                    "POST /my/passkeys/options",
                    "POST /log-in/passkey/options");

    static {
        WRONG_FORMS.put(
                "POST /age",
                """
                month=13&year=1980
                month=x&year=1980
                month=4&year=99999999999
                month=4
                month=4&year=%00
                """);
        WRONG_FORMS.put(
                "POST /consent",
                """
                purpose=gaze
                purpose=telepathy&shown=x
                purpose=gaze&shown=x&recontact=perhaps
                purpose=gaze&shown=%01
                """);
        WRONG_FORMS.put(
                "POST /sign-up",
                """
                email=nobody&password=a%20long%20phrase
                email=a%40example.org&password=short
                email=a%00%40example.org&password=a%20long%20phrase
                password=a%20long%20phrase
                """);
        WRONG_FORMS.put("POST /reset/{secret}", "password=short\n\npassword=%00\n");
        WRONG_FORMS.put(
                "POST /operator/first/{secret}",
                """
                email=nobody&password=a%20long%20phrase
                email=a%40example.org
                email=a%40example.org&password=short
                email=%00a%40example.org&password=a%20long%20phrase
                """);
        WRONG_FORMS.put("POST /operator/studies", "title=x\n\n");
        WRONG_FORMS.put(
                "POST /operator/studies/{studyId}/invitations",
                """
                label=x&invited=many
                label=x&invited=99999999999
                label=%00&invited=1
                """);
        WRONG_FORMS.put("POST /operator/studies/{studyId}/state", "closed=perhaps\npaused=%00\n");
        WRONG_JSON.put(
                "POST /api/sessions/{sessionId}/stage",
                """
                {"stage": "landed"}
                {"stage": 99}
                {"stage": "watched", "reason": "%s"}
                """
                        .formatted("x".repeat(201)));
        WRONG_JSON.put(
                "POST /api/sessions/{sessionId}/trouble",
                """
                {"kind": "boredom"}
                {"kind": ["offline"]}
                {"kind": "offline", "detail": "%s"}
                """
                        .formatted("x".repeat(1001)));
        WRONG_JSON.put(
                "POST /api/sessions/{sessionId}/uploads",
                """
                {"contentType": "text/html", "extension": "webm"}
                {"contentType": "video/webm;\\u0000", "extension": "webm"}
                {"contentType": "video/webm", "extension": "../x"}
                """);
        WRONG_JSON.put(
                "POST /api/sessions/{sessionId}/uploads/{recording}/parts",
                """
                {"number": 0, "length": 1}
                {"number": 10001, "length": 1}
                {"number": 1, "length": 5242881}
                {"number": "first", "length": 1}
                {"number": 1e99, "length": 1}
                """);
        WRONG_JSON.put(
                "POST /api/sessions/{sessionId}/uploads/{recording}/complete",
                """
                {"length": 1, "parts": []}
                {"length": 9223372036854775807, "parts": [{"number": 1, "length": 9223372036854775807, "etag": "a"}]}
                {"length": 1, "parts": [null]}
                {"length": 1, "parts": [{"number": 1, "length": 1, "etag": "\\u0000"}]}
                """);
        WRONG_JSON.put(
                "POST /api/sessions/{sessionId}/manifest",
                """
                {"started_at": "now"}
                {"device": {"class": "\\u0000"}}
                """);
        WRONG_JSON.put(
                "POST /my/passkeys",
                """
                {"label": "x"}
                {"label": "x", "credential": {}}
                {"label": "x", "credential": {"id": "!", "rawId": "!", "type": "x", "response": {}}}
                {"label": 5, "credential": []}
                """);
        WRONG_JSON.put(
                "POST /log-in/passkey",
                """
                {"id": "AA"}
                {"id": "!", "rawId": "!", "type": "x", "response": {}}
                {"id": "AA", "rawId": "AA", "type": "public-key", "clientExtensionResults": 5}
                """);
    }

    private TestBrowser visitor;
    private TestBrowser viewer;
    private TestBrowser operator;
    private String session;
    private String study;
    private String token;

    @BeforeEach
    void signIn() throws Exception {
        token = invite(study());
        visitor = browser();
        Journey.toConsentAsGuest(visitor, token);
        viewer = browser();
        session = Journey.toStudioAsGuest(viewer, token);
        operator = operator();
        study = study().studyId();
        // The study that the operator asks for is their own.
        database.sql(
                        """
                        UPDATE studies SET operator_id = (SELECT operator_id FROM operators
                            ORDER BY created_at DESC LIMIT 1) WHERE study_id = ?
                        """)
                .param(study)
                .update();
    }

    @Test
    void eachEndpointWithABodyHasCases() {
        Set<String> withBody = new TreeSet<>(endpoints());
        withBody.removeIf(endpoint -> !endpoint.startsWith("POST"));
        withBody.removeAll(WITHOUT_FIELDS);

        assertThat(withBody).isEqualTo(concat(WRONG_FORMS.keySet(), WRONG_JSON.keySet()));
    }

    @Test
    void wrongFieldsOfFormsAreRefused() {
        WRONG_FORMS.forEach(
                (endpoint, forms) ->
                        forms.lines()
                                .forEach(form -> requireRefused(endpoint, FORM, form, 400, 415)));
    }

    @Test
    void wrongFieldsOfJsonAreRefused() {
        WRONG_JSON.forEach(
                (endpoint, bodies) -> {
                    bodies.lines().forEach(body -> requireRefused(endpoint, JSON, body, 400, 422));
                    for (String body : new String[] {"{", "[]", "5", "null", "\"x\"", "", "{}"}) {
                        requireRefused(endpoint, JSON, body, 400, 422);
                    }
                    requireRefused(endpoint, "text/plain", "{}", 400, 415);
                    requireRefused(endpoint, FORM, "a=b", 400, 415);
                });
    }

    @Test
    void whateverIsSentNoEndpointFails() {
        for (String endpoint : endpoints()) {
            ask(endpoint, "DELETE", FORM, "");
            requireStatus(endpoint + " by DELETE", 403, 405);
            if (!endpoint.contains("{")) {
                continue;
            }
            for (String path : new String[] {"nothing", "%2e%2e", LONG.substring(0, 2000), "-1"}) {
                String method = endpoint.substring(0, endpoint.indexOf(' '));
                asker(endpoint)
                        .send(
                                method,
                                filled(endpoint, path),
                                csrf(asker(endpoint)),
                                endpoint.contains("/api/") ? JSON : FORM,
                                method.equals("GET") ? "" : "{}");
                requireNoFailure(endpoint + " of " + path);
            }
            asker(endpoint).get(filled(endpoint, "%00"));
            requireStatus(endpoint + " of a control character", 400);
        }
    }

    @Test
    void moreThanAnybodySendsIsNotRead() {
        for (String endpoint : endpoints()) {
            if (endpoint.startsWith("POST") && !endpoint.equals("POST /operator/studies")) {
                ask(endpoint, "POST", endpoint.contains("/api/") ? JSON : FORM, HUGE);
                requireStatus(endpoint, 413, 413);
            }
        }
    }

    private void requireRefused(
            String endpoint, String type, String body, int status, int otherStatus) {
        ask(endpoint, "POST", type, body);
        requireStatus(endpoint + " " + type + " " + body, status, otherStatus);
    }

    private TestBrowser last;

    private void ask(String endpoint, String method, String type, String body) {
        last = asker(endpoint);
        last.send(method, filled(endpoint, null), csrf(last), type, body);
    }

    private void requireStatus(String what, Integer... statuses) {
        requireNoFailure(what);
        assertThat(last.status()).as(what).isIn((Object[]) statuses);
    }

    private void requireNoFailure(String what) {
        assertThat(last.status()).as(what).isLessThan(500);
        assertThat(last.body())
                .as(what)
                .doesNotContain("\tat ", "Exception", "io.adgaze", "SELECT ");
    }

    private TestBrowser asker(String endpoint) {
        String path = endpoint.substring(endpoint.indexOf(' ') + 1);
        if (path.startsWith("/operator")) {
            last = operator;
        } else if (path.matches("/(age|consent|guest|who).*")) {
            last = visitor;
        } else {
            last = viewer;
        }
        return last;
    }

    /** With ids that there are, or all of them another. */
    private String filled(String endpoint, String other) {
        String path = endpoint.substring(endpoint.indexOf(' ') + 1);
        if (other != null) {
            return path.replaceAll("\\{([^{}]|\\{\\d+})*}", Matcher.quoteReplacement(other));
        }
        return path.replace("{sessionId}", session)
                .replace("{studyId}", study)
                .replace("{recording}", "0")
                .replace("{token}", token.substring("/i/".length()))
                .replace("{reason:age|declined}", "declined")
                .replace("{id}", "AAAA")
                .replace("{number}", "1?length=1&expires=9999999999&signature=00")
                .replace("{uploadId}", "00000000-0000-0000-0000-000000000000")
                .replaceAll("\\{secret.*$", "x".repeat(43));
    }

    private static Set<String> concat(Set<String> some, Set<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }
}
