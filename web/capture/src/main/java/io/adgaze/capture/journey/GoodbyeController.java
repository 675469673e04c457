package io.adgaze.capture.journey;

import io.adgaze.capture.studies.ReturnAddresses.Status;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** A friendly end for those who cannot take part, or do not want to. */
@Controller
class GoodbyeController {

    private final Visits visits;

    GoodbyeController(Visits visits) {
        this.visits = visits;
    }

    @GetMapping("/goodbye/{reason:age|declined}")
    String goodbye(@PathVariable String reason, HttpSession browser, Model model) {
        Optional<Visit> visit = visits.find(browser);
        model.addAttribute("reason", reason);
        visit.flatMap(
                        left ->
                                visits.study(left)
                                        .returns()
                                        .address(Status.SCREENED_OUT, reason, left.respondentId()))
                .ifPresent(address -> model.addAttribute("panel", address.toString()));
        return "goodbye";
    }
}
