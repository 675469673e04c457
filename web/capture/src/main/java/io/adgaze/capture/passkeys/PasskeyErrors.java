package io.adgaze.capture.passkeys;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Says what was wrong with a request, as problem details (RFC 9457). */
@RestControllerAdvice(basePackageClasses = PasskeyErrors.class)
class PasskeyErrors extends ResponseEntityExceptionHandler {

    @ExceptionHandler
    ProblemDetail on(PasskeyRefusedException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, e.getMessage());
    }

    /** What is JSON, and of no passkey. */
    @ExceptionHandler
    ProblemDetail on(HttpMessageConversionException e) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "The body is not the JSON that is asked for");
    }
}
