package io.adgaze.capture.security;

import java.util.List;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Who somebody is to this server. */
final class Roles {

    static final String VIEWER = "VIEWER";
    static final String OPERATOR = "OPERATOR";

    private Roles() {}

    static List<GrantedAuthority> authorities(String role) {
        return List.of(new SimpleGrantedAuthority("ROLE_" + role));
    }
}
