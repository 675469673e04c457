package io.adgaze.capture.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds how often one address may ask: seldom for what guesses at passwords and makes accounts,
 * often for all else. Behind a proxy the address is the viewer's own only where {@code
 * server.forward-headers-strategy} is set.
 */
@Component
class RateLimitFilter extends OncePerRequestFilter {

    private static final Set<String> COSTLY =
            Set.of("/log-in", "/log-in/passkey", "/sign-up", "/reset", "/operator/log-in");

    /** A classroom behind one address signs up at once; nobody guesses 60 passwords a minute. */
    private static final int COSTLY_A_MINUTE = 60;

    /** A studio asks some 60 times in a minute; 200 of them may share an address in a load test. */
    private static final int REQUESTS_A_MINUTE = 30_000;

    private static final long MOST_ADDRESSES = 100_000;

    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder()
                    .maximumSize(MOST_ADDRESSES)
                    .expireAfterAccess(Duration.ofMinutes(10))
                    .build();

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean costly =
                "POST".equals(request.getMethod()) && COSTLY.contains(request.getRequestURI());
        int aMinute = costly ? COSTLY_A_MINUTE : REQUESTS_A_MINUTE;
        Bucket bucket =
                buckets.get(
                        (costly ? "costly " : "") + request.getRemoteAddr(),
                        address -> bucket(aMinute));
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            chain.doFilter(request, response);
            return;
        }
        long seconds = 1 + TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill());
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
    }

    private static Bucket bucket(int aMinute) {
        return Bucket.builder()
                .addLimit(
                        limit ->
                                limit.capacity(aMinute)
                                        .refillGreedy(aMinute, Duration.ofMinutes(1)))
                .build();
    }

    /** Spring Boot would put it before the chains a second time. */
    @Configuration(proxyBeanMethods = false)
    static class NotOutsideTheChains {

        @Bean
        FilterRegistrationBean<RateLimitFilter> rateLimitRegistration(RateLimitFilter filter) {
            FilterRegistrationBean<RateLimitFilter> registration =
                    new FilterRegistrationBean<>(filter);
            registration.setEnabled(false);
            return registration;
        }
    }
}
