package io.adgaze.capture.studies;

/**
 * A link by which viewers come.
 *
 * @param token what its link ends in
 * @param studyId the study
 * @param label the operator's own name for it
 * @param invitedN how many it was sent to, as the operator says; 0 where that is not known
 */
public record Invitation(String token, String studyId, String label, int invitedN) {}
