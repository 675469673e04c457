package io.adgaze.capture.journey;

import io.adgaze.capture.studies.Invitations;
import io.adgaze.capture.studies.Studies;
import io.adgaze.capture.studies.Study;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * Pages of a study speak its languages alone: who comes in another one is shown the study's first,
 * and may choose among the others. What somebody consents to is never in a language that the
 * study's owner has not chosen.
 */
@Component
class StudyLanguages implements HandlerInterceptor {

    /** Of a request: the languages that its page may be read in. */
    static final String OFFERED = StudyLanguages.class.getName();

    private final Visits visits;
    private final Invitations invitations;
    private final Studies studies;

    StudyLanguages(Visits visits, Invitations invitations, Studies studies) {
        this.visits = visits;
        this.invitations = invitations;
        this.studies = studies;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        token(request)
                .flatMap(invitations::find)
                .flatMap(invitation -> studies.find(invitation.studyId()))
                .ifPresent(study -> enforce(study, request, response));
        return true;
    }

    /** Of the invitation that is being opened, or else of the one that this browser came by. */
    private Optional<String> token(HttpServletRequest request) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        if (variables instanceof Map<?, ?> named && named.get("token") instanceof String token) {
            return Optional.of(token);
        }
        HttpSession browser = request.getSession(false);
        return browser == null ? Optional.empty() : visits.find(browser).map(Visit::token);
    }

    private static void enforce(
            Study study, HttpServletRequest request, HttpServletResponse response) {
        List<String> offered = study.languages().stream().sorted().toList();
        request.setAttribute(OFFERED, offered);
        String chosen = RequestContextUtils.getLocale(request).getLanguage();
        if (!offered.contains(chosen)) {
            LocaleResolver languages =
                    Objects.requireNonNull(RequestContextUtils.getLocaleResolver(request));
            languages.setLocale(request, response, Locale.forLanguageTag(offered.get(0)));
        }
    }
}
