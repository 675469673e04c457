package io.adgaze.capture.manifest;

import io.adgaze.capture.consent.ConsentGiven;
import io.adgaze.capture.sessions.Participation;
import io.adgaze.capture.studies.Study;
import java.util.List;

/**
 * What this server alone knows of a session.
 *
 * @param recordings names of the files that lie there whole, in the order of their clocks
 */
record SessionFacts(
        Participation session, Study study, ConsentGiven consent, List<String> recordings) {}
