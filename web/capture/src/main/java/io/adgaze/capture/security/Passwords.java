package io.adgaze.capture.security;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Which passwords are taken, and how they are kept: Argon2id with the parameters that OWASP asks
 * for at least.
 */
@Configuration(proxyBeanMethods = false)
public class Passwords {

    /** ASVS 5.0, 6.2.1 and 6.2.9: at least 8, better 15 characters; long ones are let in. */
    private static final int MIN_LENGTH = 12;

    /** Longer ones would only cost time. */
    private static final int MAX_LENGTH = 128;

    private static final CommonPasswords COMMON = CommonPasswords.load();

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;

    /** Any characters will do, as long as they are many and not what everybody chooses. */
    public static boolean accept(@Nullable String password) {
        return password != null
                && password.length() >= MIN_LENGTH
                && password.length() <= MAX_LENGTH
                && !COMMON.contain(password);
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    }
}
