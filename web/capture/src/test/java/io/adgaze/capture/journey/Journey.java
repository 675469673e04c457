package io.adgaze.capture.journey;

import io.adgaze.capture.TestBrowser;

/** Walks a browser through the pages. */
public final class Journey {

    private Journey() {}

    /** From an invitation to the studio, as an adult guest who agrees to all. */
    public static String toStudioAsGuest(TestBrowser browser, String invitation) {
        toConsentAsGuest(browser, invitation);
        return agree(browser, "expressions", "gaze", "demographics");
    }

    public static void toConsentAsGuest(TestBrowser browser, String invitation) {
        browser.get(invitation).get("/who").submit("/guest").follow();
        browser.submit("/age", "month", "4", "year", "1980").follow();
    }

    /** Agrees, and opens the studio; the session's id. */
    public static String agree(TestBrowser browser, String... purposes) {
        String[] fields = new String[purposes.length * 2];
        for (int i = 0; i < purposes.length; i++) {
            fields[2 * i] = "purpose";
            fields[2 * i + 1] = purposes[i];
        }
        browser.submit("/consent", fields);
        String studio = browser.location();
        browser.get(studio);
        return studio.substring("/take/".length());
    }
}
