package io.adgaze.capture.operators;

import io.adgaze.capture.settings.CaptureSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Prints the link by which the first operator is made, whenever the server starts without one. */
@Component
class FirstOperator {

    private static final Logger LOG = LoggerFactory.getLogger(FirstOperator.class);

    private final Operators operators;
    private final CaptureSettings settings;

    FirstOperator(Operators operators, CaptureSettings settings) {
        this.operators = operators;
        this.settings = settings;
    }

    @EventListener(ApplicationReadyEvent.class)
    void printLink() {
        if (operators.isEmpty()) {
            LOG.info(
                    "There is no operator yet. Whoever opens this link becomes the first: {}",
                    settings.address("/operator/first/" + operators.newLink().text()));
        }
    }
}
