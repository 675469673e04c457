package io.adgaze.capture.studio;

import io.adgaze.capture.manifest.ManifestRefusedException;
import io.adgaze.capture.sessions.SessionOverException;
import io.adgaze.capture.uploads.UploadRefusedException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/** Says what was wrong with a request, as problem details (RFC 9457). */
@RestControllerAdvice(basePackageClasses = StudioErrors.class)
class StudioErrors extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(StudioErrors.class);
    private static final String FIELD = "field";

    @ExceptionHandler
    ProblemDetail on(NoSuchSessionException e) {
        return problem(HttpStatus.NOT_FOUND, e);
    }

    @ExceptionHandler
    ProblemDetail on(SessionOverException e) {
        ProblemDetail problem = problem(HttpStatus.CONFLICT, e);
        problem.setProperty("over", true);
        return problem;
    }

    @ExceptionHandler
    ProblemDetail on(InvalidFieldException e) {
        ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, e);
        problem.setProperty(FIELD, e.field());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail on(ManifestRefusedException e) {
        LOG.warn("A studio's manifest is refused: {}", e.getMessage());
        return refused(e.field(), e.getMessage());
    }

    @ExceptionHandler
    ProblemDetail on(UploadRefusedException e) {
        ProblemDetail problem =
                problem(
                        switch (e.reason()) {
                            case NO_SUCH_RECORDING -> HttpStatus.NOT_FOUND;
                            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
                            case ALREADY_COMPLETE, TOO_MANY, PARTS_MISSING -> HttpStatus.CONFLICT;
                        },
                        e);
        if (e.reason() == UploadRefusedException.Reason.PARTS_MISSING) {
            problem.setProperty("missing", e.missing());
        }
        return problem;
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        FieldError first = e.getBindingResult().getFieldError();
        ProblemDetail problem = e.getBody();
        if (first != null) {
            problem.setProperty(FIELD, first.getField());
            problem.setDetail(first.getField() + " " + first.getDefaultMessage());
        }
        return ResponseEntity.of(problem).build();
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        ProblemDetail problem = noJson();
        problem.setProperty(FIELD, field(e.getCause()));
        return ResponseEntity.of(problem).build();
    }

    /** Where the body has the wrong type; null where it is no JSON at all. */
    static @Nullable String field(@Nullable Throwable cause) {
        return cause instanceof JacksonException json
                ? json.getPath().stream()
                        .map(JacksonException.Reference::getPropertyName)
                        .filter(name -> name != null)
                        .reduce((outer, inner) -> outer + "." + inner)
                        .orElse(null)
                : null;
    }

    /** A manifest that the job would refuse. */
    static ProblemDetail refused(@Nullable String field, @Nullable String fault) {
        ProblemDetail problem = ProblemDetail.forStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        problem.setDetail(fault);
        problem.setProperty(FIELD, field);
        return problem;
    }

    static ProblemDetail noJson() {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "The body is not the JSON that is asked for");
    }

    /** The landing contract's name of a Java property; {@code class} is none of Java's. */
    static String contractName(String property) {
        return property.replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT)
                .replace("device.device_class", "device.class");
    }

    private static ProblemDetail problem(HttpStatus status, RuntimeException e) {
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setDetail(e.getMessage());
        return problem;
    }
}
