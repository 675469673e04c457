package io.adgaze.capture.journey;

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
    private final PanelReturns panel;

    GoodbyeController(Visits visits, PanelReturns panel) {
        this.visits = visits;
        this.panel = panel;
    }

    @GetMapping("/goodbye/{reason:age|declined}")
    String goodbye(@PathVariable String reason, HttpSession browser, Model model) {
        Optional<Visit> visit = visits.find(browser);
        model.addAttribute("reason", reason);
        visit.flatMap(left -> panel.screenedOut(visits.study(left), reason, left.respondentId()))
                .ifPresent(address -> model.addAttribute("panel", address.toString()));
        return "goodbye";
    }
}
