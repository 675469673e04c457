package io.adgaze.capture.journey;

import io.adgaze.capture.studio.NoSuchSessionException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Pages that say what happened, and what to do. */
@ControllerAdvice(basePackageClasses = JourneyErrors.class)
class JourneyErrors {

    @ExceptionHandler(NoVisitException.class)
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    String noVisit() {
        return "no-visit";
    }

    @ExceptionHandler(NoSuchSessionException.class)
    @ResponseStatus(HttpStatus.NOT_FOUND)
    String noSession() {
        return "no-session";
    }
}
