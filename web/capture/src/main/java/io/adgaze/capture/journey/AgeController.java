package io.adgaze.capture.journey;

import io.adgaze.capture.security.SignIns;
import io.adgaze.capture.security.ViewerPrincipal;
import io.adgaze.capture.sessions.Participations;
import io.adgaze.capture.studies.Invitations;
import io.adgaze.capture.viewers.Viewers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Period;
import java.time.YearMonth;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Asks when somebody was born, before any camera, and so that no answer looks better than another.
 * The answer is not kept.
 */
@Controller
class AgeController {

    /** From which the GDPR lets people consent for themselves in every member state (Art. 8). */
    private static final int LEAST_YEARS = 16;

    private static final int EARLIEST_YEAR = 1900;

    private final Visits visits;
    private final Invitations invitations;
    private final Participations sessions;
    private final Viewers viewers;
    private final SignIns signIns;
    private final Clock clock;

    AgeController(
            Visits visits,
            Invitations invitations,
            Participations sessions,
            Viewers viewers,
            SignIns signIns,
            Clock clock) {
        this.visits = visits;
        this.invitations = invitations;
        this.sessions = sessions;
        this.viewers = viewers;
        this.signIns = signIns;
        this.clock = clock;
    }

    @GetMapping("/age")
    String ask(@AuthenticationPrincipal @Nullable ViewerPrincipal viewer, HttpSession browser) {
        Visit visit = visits.require(browser);
        if (viewer == null && !visit.guest()) {
            return "redirect:/who";
        }
        return switch (visit.age()) {
            case NOT_ASKED -> "age";
            case ADULT -> "redirect:/consent";
            case UNDERAGE -> "redirect:/goodbye/age";
        };
    }

    @PostMapping("/age")
    String answer(
            @RequestParam(defaultValue = "0") String month,
            @RequestParam(defaultValue = "0") String year,
            @AuthenticationPrincipal @Nullable ViewerPrincipal viewer,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        HttpSession browser = request.getSession();
        Visit visit = visits.require(browser);
        if (visit.age() == Visit.Age.UNDERAGE) {
            return "redirect:/goodbye/age";
        }
        Optional<YearMonth> born = born(month, year);
        if (born.isEmpty()) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            model.addAttribute("fault", true);
            return "age";
        }
        if (years(born.get()) >= LEAST_YEARS) {
            if (visit.age() == Visit.Age.NOT_ASKED) {
                invitations.count(visit.token(), Invitations.Count.ADULT);
            }
            visits.remember(browser, visit.withAge(Visit.Age.ADULT));
            return "redirect:/consent";
        }
        return turnAway(visit, viewer, request, response);
    }

    /** Keeps nothing but that one more was too young; an account made for this goes. */
    private String turnAway(
            Visit visit,
            @Nullable ViewerPrincipal viewer,
            HttpServletRequest request,
            HttpServletResponse response) {
        invitations.count(visit.token(), Invitations.Count.UNDERAGE);
        if (viewer != null && sessions.ofViewer(viewer.viewerId()).isEmpty()) {
            viewers.delete(viewer.viewerId());
        }
        if (viewer != null) {
            signIns.signOut(request, response);
        }
        visits.remember(request.getSession(), visit.withAge(Visit.Age.UNDERAGE));
        return "redirect:/goodbye/age";
    }

    /** Completed years; of the month of birth nobody asks the day, so it counts as its last. */
    private int years(YearMonth born) {
        return Period.between(
                        born.atEndOfMonth(), clock.instant().atZone(clock.getZone()).toLocalDate())
                .getYears();
    }

    private Optional<YearMonth> born(String month, String year) {
        try {
            YearMonth born =
                    YearMonth.of(Integer.parseInt(year.strip()), Integer.parseInt(month.strip()));
            boolean possible =
                    born.getYear() >= EARLIEST_YEAR && !born.isAfter(YearMonth.now(clock));
            return possible ? Optional.of(born) : Optional.empty();
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
