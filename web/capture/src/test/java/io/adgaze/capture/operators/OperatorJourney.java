package io.adgaze.capture.operators;

import io.adgaze.capture.TestBrowser;
import java.io.IOException;
import java.nio.file.Path;

/** An operator's way through the pages. */
public final class OperatorJourney {

    private static final String PASSWORD = "a long passphrase of an operator";

    private final TestBrowser browser;

    private OperatorJourney(TestBrowser browser) {
        this.browser = browser;
    }

    /**
     * Makes an account and logs in.
     *
     * @param link the one-time link's path
     */
    public static OperatorJourney begin(TestBrowser browser, String link, String email) {
        browser.get(link).submit(link, "email", email, "password", PASSWORD);
        browser.get("/operator/log-in");
        browser.submit("/operator/log-in", "email", email, "password", PASSWORD);
        return new OperatorJourney(browser);
    }

    /** Makes a study in English that asks for gaze; the answer is in the browser. */
    public TestBrowser makeStudy(Path ad, int targetViewers) throws IOException {
        browser.get("/operator/studies/new");
        return browser.upload(
                "/operator/studies",
                ad,
                "title",
                "A study",
                "purposes",
                "gaze",
                "languages",
                "en",
                "targetViewers",
                Integer.toString(targetViewers),
                "retentionDays",
                "30");
    }

    /**
     * Makes a link that many may open.
     *
     * @param study the study's path
     * @return the invitation's path
     */
    public String invite(String study) {
        browser.get(study).submit(study + "/invitations", "label", "Panel", "invited", "0");
        String link = browser.follow().page().selectFirst("a.link").text();
        return link.substring(link.indexOf("/i/"));
    }
}
