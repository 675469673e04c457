package io.adgaze.capture.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.support.ui.WebDriverWait;

/** What a closed tab has left of a recording goes after a week, when any page is opened. */
class KeptRecordingsITCase extends BrowserTest {

    private static final String WRITE =
            """
            const [done] = [...arguments].slice(-1);
            const [withoutFileSystem] = arguments;
            if (withoutFileSystem) {
              delete FileSystemFileHandle.prototype.createWritable;
            }
            import("/js/files.js").then(async ({ openFiles }) => {
              for (const name of ["s-old", "s-new"]) {
                await (await openFiles(name)).write("0.000000", new Blob(["x"]));
              }
              const opened = JSON.parse(localStorage.getItem("adgaze.opened"));
              opened["s-old"] -= 8 * 24 * 60 * 60 * 1000;
              localStorage.setItem("adgaze.opened", JSON.stringify(opened));
              done("written");
            }).catch((error) => done(String(error)));
            """;

    private static final String KEPT =
            """
            const [done] = [...arguments].slice(-1);
            (async () => {
              const names = (await indexedDB.databases()).map(({ name }) => name);
              const folder = await (await navigator.storage.getDirectory())
                .getDirectoryHandle("adgaze", { create: true });
              for await (const name of folder.keys()) {
                names.push(`adgaze.${name}`);
              }
              return names.sort().join();
            })().then(done);
            """;

    @BeforeEach
    void startBrowser() {
        Chromium.assumeThere();
        browser = Chromium.start();
        browser.manage().timeouts().scriptTimeout(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void goesWhenItsWeekIsOver(boolean withoutFileSystem) {
        browser.get(origin() + "log-in");
        assertThat(browser.executeAsyncScript(WRITE, withoutFileSystem)).isEqualTo("written");
        assertThat(kept()).isEqualTo("adgaze.s-new,adgaze.s-old");

        browser.get(origin() + "log-in");

        new WebDriverWait(browser, Duration.ofSeconds(30))
                .until(any -> kept().equals("adgaze.s-new"));
    }

    private String kept() {
        return (String) browser.executeAsyncScript(KEPT);
    }
}
