package io.adgaze.capture.security;

import io.adgaze.capture.audit.AuditLog;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Three doors: operators', the studio's, and everybody's. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String OPERATOR_LOG_IN = "/operator/log-in";
    private static final String VIEWER_LOG_IN = "/log-in";

    private final BrowserPolicy policy;
    private final RateLimitFilter rateLimit;

    SecurityConfiguration(BrowserPolicy policy, RateLimitFilter rateLimit) {
        this.policy = policy;
        this.rateLimit = rateLimit;
    }

    @Bean
    @Order(1)
    SecurityFilterChain operatorsChain(
            HttpSecurity http,
            JdbcClient database,
            Clock clock,
            PasswordEncoder passwords,
            AuditLog audit)
            throws Exception {
        // A key of its own: an operator may try a study as a viewer in the same browser.
        HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
        contexts.setSpringSecurityContextKey("ADGAZE_OPERATOR");
        policy.apply(http);
        return http.securityMatcher("/operator", "/operator/**")
                .securityContext(context -> context.securityContextRepository(contexts))
                .authenticationProvider(
                        new PasswordLogIn(
                                PasswordAccounts.ofOperators(database, clock),
                                OperatorPrincipal::new,
                                Roles.OPERATOR,
                                passwords,
                                audit))
                .authorizeHttpRequests(
                        requests ->
                                requests.requestMatchers(OPERATOR_LOG_IN, "/operator/first/**")
                                        .permitAll()
                                        .anyRequest()
                                        .hasRole(Roles.OPERATOR))
                .formLogin(
                        form ->
                                form.loginPage(OPERATOR_LOG_IN)
                                        .usernameParameter("email")
                                        .defaultSuccessUrl("/operator", true))
                .logout(
                        logout ->
                                logout.logoutUrl("/operator/log-out")
                                        .logoutSuccessUrl(OPERATOR_LOG_IN))
                .requestCache(cache -> cache.disable())
                .addFilterBefore(rateLimit, CsrfFilter.class)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain viewersChain(
            HttpSecurity http,
            JdbcClient database,
            Clock clock,
            PasswordEncoder passwords,
            AuditLog audit)
            throws Exception {
        PathPatternRequestMatcher.Builder path = PathPatternRequestMatcher.withDefaults();
        policy.apply(http);
        return http.authenticationProvider(
                        new PasswordLogIn(
                                PasswordAccounts.ofViewers(database, clock),
                                ViewerPrincipal::new,
                                Roles.VIEWER,
                                passwords,
                                audit))
                .authorizeHttpRequests(
                        requests ->
                                requests.requestMatchers(
                                                "/api/**",
                                                "/take/**",
                                                "/thanks/**",
                                                "/return/**",
                                                "/my",
                                                "/my/passkeys/**",
                                                "/my/sessions/**",
                                                "/my/withdraw/**",
                                                "/my/delete-account")
                                        .hasRole(Roles.VIEWER)
                                        .anyRequest()
                                        .permitAll())
                .formLogin(
                        form ->
                                form.loginPage(VIEWER_LOG_IN)
                                        .usernameParameter("email")
                                        .defaultSuccessUrl("/continue", true))
                .logout(logout -> logout.logoutUrl("/log-out").logoutSuccessUrl("/"))
                .exceptionHandling(
                        exceptions ->
                                exceptions
                                        .defaultAuthenticationEntryPointFor(
                                                new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED),
                                                path.matcher("/api/**"))
                                        .defaultAuthenticationEntryPointFor(
                                                new LoginUrlAuthenticationEntryPoint(VIEWER_LOG_IN),
                                                path.matcher("/**")))
                // The right to send a part is the signature in its URL.
                .csrf(csrf -> csrf.ignoringRequestMatchers("/uploads/**"))
                .requestCache(cache -> cache.disable())
                .addFilterBefore(rateLimit, CsrfFilter.class)
                .build();
    }
}
