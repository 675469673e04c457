package io.adgaze.capture.journey;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Changes the language by {@code ?lang=de}; what is not known changes nothing. */
final class KnownLanguageInterceptor implements HandlerInterceptor {

    private final List<Locale> languages;

    KnownLanguageInterceptor(List<Locale> languages) {
        this.languages = languages;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        String asked = request.getParameter("lang");
        languages.stream()
                .filter(language -> language.getLanguage().equals(asked))
                .findFirst()
                .ifPresent(language -> resolver(request).setLocale(request, response, language));
        return true;
    }

    private static LocaleResolver resolver(HttpServletRequest request) {
        return Objects.requireNonNull(RequestContextUtils.getLocaleResolver(request));
    }
}
