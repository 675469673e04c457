package io.adgaze.connectors.tables;

/**
 * Whose a row of a table is. Names a viewer, and is for no log.
 *
 * @param viewerKey the viewer's pseudonym
 * @param sessionId the session
 */
public record RowOwner(String viewerKey, String sessionId) {

    /** For logs, in which no viewer is named. */
    @Override
    public String toString() {
        return "a row's owner";
    }
}
