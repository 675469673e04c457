package io.adgaze.capture.endpoints;

import io.adgaze.capture.ServerTest;
import io.adgaze.capture.TestBrowser;
import io.adgaze.capture.operators.Operators;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Knows all endpoints, as Spring does. */
abstract class EndpointTest extends ServerTest {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Autowired private Operators operators;

    /** Each as its method and its pattern. */
    protected Set<String> endpoints() {
        Set<String> endpoints = new TreeSet<>();
        mappings.getHandlerMethods()
                .forEach(
                        (mapping, handler) -> {
                            if (handler.getBeanType().getName().startsWith("io.adgaze")) {
                                mapping.getPatternValues()
                                        .forEach(
                                                pattern ->
                                                        mapping.getMethodsCondition()
                                                                .getMethods()
                                                                .forEach(
                                                                        method ->
                                                                                endpoints.add(
                                                                                        method + " "
                                                                                                + pattern)));
                            }
                        });
        return endpoints;
    }

    /** A browser in which an operator has logged in. */
    protected TestBrowser operator() {
        String address = UUID.randomUUID() + "@example.org";
        String link = "/operator/first/" + operators.newLink().text();
        TestBrowser browser = browser();
        browser.get(link).submit(link, "email", address, "password", "a long password");
        browser.follow();
        browser.submit("/operator/log-in", "email", address, "password", "a long password");
        return browser;
    }

    /** What this browser's requests need to be taken for its own. */
    protected static String csrf(TestBrowser browser) {
        return browser.get("/log-in").page().selectFirst("input[name=_csrf]").attr("value");
    }
}
