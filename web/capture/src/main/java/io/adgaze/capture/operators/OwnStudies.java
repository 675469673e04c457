package io.adgaze.capture.operators;

import io.adgaze.capture.security.OperatorPrincipal;
import io.adgaze.capture.studies.Studies;
import io.adgaze.capture.studies.Study;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** An operator reaches their own studies alone; another's look as if there were none. */
@Component
class OwnStudies {

    private final Studies studies;

    OwnStudies(Studies studies) {
        this.studies = studies;
    }

    Study require(String studyId, OperatorPrincipal operator) {
        return studies.find(studyId)
                .filter(study -> study.operatorId().equals(operator.operatorId()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
