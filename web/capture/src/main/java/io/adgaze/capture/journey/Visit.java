package io.adgaze.capture.journey;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a browser's session remembers of somebody who has not consented yet. The database knows
 * nothing of them.
 *
 * @param token the invitation
 * @param respondentId the panel's, opaque; null where the link had none
 * @param guest whether they chose to go on without an account
 * @param age what they answered
 */
record Visit(String token, @Nullable String respondentId, boolean guest, Age age)
        implements Serializable {

    enum Age {
        NOT_ASKED,
        ADULT,
        /** Not asked a second time: the answer would be another. */
        UNDERAGE
    }

    static Visit begin(String token, @Nullable String respondentId) {
        return new Visit(token, respondentId, false, Age.NOT_ASKED);
    }

    Visit asGuest() {
        return new Visit(token, respondentId, true, age);
    }

    Visit withAge(Age answered) {
        return new Visit(token, respondentId, guest, answered);
    }
}
