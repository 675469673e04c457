package io.adgaze.capture.browser;

import io.adgaze.capture.studio.StudioClient;
import java.time.Duration;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * Puts a recording into a browser as the studio keeps one that has been watched to the end, so that
 * the studio only has to send it.
 */
final class KeptRecording {

    /** Random bytes: the server looks at a recording's size and etag, not into it. */
    private static final String KEEP =
            """
            const [session, bytes, manifest, done] = arguments;
            (async () => {
              const { ChunkStore } = await import("/js/chunks.js");
              const store = await ChunkStore.open(session);
              const piece = 65536;
              const pieces = [];
              for (let at = 0; at < bytes; at += piece) {
                pieces.push(crypto.getRandomValues(new Uint8Array(Math.min(piece, bytes - at))));
              }
              const chunk = 16;
              for (let at = 0; at < pieces.length; at += chunk) {
                await store.append("r0", new Blob(pieces.slice(at, at + chunk)));
              }
              const content = await (await store.recording("r0")).arrayBuffer();
              const recordings = [{ key: "r0", contentType: "video/webm;codecs=vp8", extension: "webm" }];
              await store.saveJournal({ recordings, manifest: JSON.parse(manifest) });
              const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
              return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
            })().then(done, (error) => done("failed: " + error));
            """;

    private KeptRecording() {}

    /**
     * Keeps it under the origin of the page that is open.
     *
     * @return its SHA-256, in hexadecimal
     */
    static String keep(ChromeDriver browser, String sessionId, int bytes) {
        browser.manage().timeouts().scriptTimeout(Duration.ofMinutes(1));
        String manifest = StudioClient.report();
        String digest = (String) browser.executeAsyncScript(KEEP, sessionId, bytes, manifest);
        if (!digest.matches("[0-9a-f]{64}")) {
            throw new AssertionError(digest);
        }
        return digest;
    }

    /** Makes the browser the one that has this session's cookie. */
    static void become(ChromeDriver browser, String cookie) {
        browser.manage().addCookie(new Cookie("adgaze", cookie));
    }
}
