package io.adgaze.capture.studies;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Where a panel wants its people back, by how it went. Null where they stay here.
 *
 * @param complete took part
 * @param screenedOut could not, or did not want to
 * @param quality took part, and cannot be measured well
 */
public record ReturnAddresses(
        @Nullable String complete, @Nullable String screenedOut, @Nullable String quality) {

    /** How a viewer's part in a study ended. */
    public enum Status {
        COMPLETE,
        SCREENED_OUT,
        QUALITY;

        /** As it stands in the address. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * The address for one viewer, with {@code status}, {@code reason} and {@code r}, the panel's
     * own id of its respondent, as parameters.
     *
     * @param respondentId opaque, as the panel gave it; null where it gave none
     */
    public Optional<URI> address(Status status, String reason, @Nullable String respondentId) {
        String base =
                switch (status) {
                    case COMPLETE -> complete;
                    case SCREENED_OUT -> screenedOut;
                    case QUALITY -> quality;
                };
        if (base == null) {
            return Optional.empty();
        }
        UriComponentsBuilder address =
                UriComponentsBuilder.fromUriString(base)
                        .queryParam("status", "{status}")
                        .queryParam("reason", "{reason}");
        if (respondentId == null) {
            return Optional.of(address.encode().build(status.word(), reason));
        }
        return Optional.of(
                address.queryParam("r", "{r}").encode().build(status.word(), reason, respondentId));
    }
}
