package io.adgaze.capture.studio;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** No such session, or not this viewer's. */
@ResponseStatus(HttpStatus.NOT_FOUND)
public final class NoSuchSessionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchSessionException() {
        super("You have no such session");
    }
}
