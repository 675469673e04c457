package io.adgaze.capture.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * What no browser sends is refused with 400 before any controller sees it: paths and headers by
 * Spring Security's own rules, and values of parameters with control characters, which no field
 * here takes and the database could not keep.
 */
@Configuration(proxyBeanMethods = false)
class RequestFirewall {

    @Bean
    HttpFirewall httpFirewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterValues(
                value -> value.chars().noneMatch(RequestFirewall::isForbidden));
        return firewall;
    }

    /** Lines may end, as in a text area. */
    private static boolean isForbidden(int character) {
        return Character.isISOControl(character)
                && character != '\n'
                && character != '\r'
                && character != '\t';
    }
}
