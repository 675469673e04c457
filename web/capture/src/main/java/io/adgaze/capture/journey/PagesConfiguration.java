package io.adgaze.capture.journey;

import io.adgaze.capture.settings.CaptureSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;

/**
 * In which language pages are: the one chosen by {@code ?lang=}, else the browser's, else English.
 */
@Configuration(proxyBeanMethods = false)
class PagesConfiguration implements WebMvcConfigurer {

    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

    private final StudyLanguages studyLanguages;

    PagesConfiguration(StudyLanguages studyLanguages) {
        this.studyLanguages = studyLanguages;
    }

    @Bean
    static LocaleResolver localeResolver() {
        AcceptHeaderLocaleResolver browser = new AcceptHeaderLocaleResolver();
        browser.setSupportedLocales(LANGUAGES);
        browser.setDefaultLocale(Locale.ENGLISH);
        CookieLocaleResolver chosen = new CookieLocaleResolver("adgaze-language");
        chosen.setCookieHttpOnly(true);
        chosen.setCookieSameSite("Lax");
        chosen.setCookieMaxAge(Duration.ofDays(30));
        chosen.setRejectInvalidCookies(false);
        chosen.setDefaultLocaleFunction(browser::resolveLocale);
        return chosen;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new KnownLanguageInterceptor(LANGUAGES));
        registry.addInterceptor(studyLanguages)
                .excludePathPatterns("/api/**", "/uploads/**", "/operator/**");
    }

    /** What each page may say: that this is for trying, and the languages to choose from. */
    @ControllerAdvice
    static class Everywhere {

        private final CaptureSettings settings;

        Everywhere(CaptureSettings settings) {
            this.settings = settings;
        }

        @ModelAttribute("trial")
        boolean trial() {
            return settings.trial();
        }

        @ModelAttribute("languages")
        Object languages(HttpServletRequest request) {
            Object ofStudy = request.getAttribute(StudyLanguages.OFFERED);
            return ofStudy == null ? LANGUAGES.stream().map(Locale::getLanguage).toList() : ofStudy;
        }
    }

    @Controller
    static class Home {

        @GetMapping("/")
        String home() {
            return "home";
        }
    }
}
