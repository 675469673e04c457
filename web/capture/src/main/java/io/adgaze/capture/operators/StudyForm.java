package io.adgaze.capture.operators;

import io.adgaze.capture.studies.Ad;
import io.adgaze.capture.studies.ReturnAddresses;
import io.adgaze.capture.studies.Studies;
import io.adgaze.capture.studies.Study;
import io.adgaze.capture.studies.StudyState;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an operator says of a new study.
 *
 * @param testMode null where its box is not ticked
 * @param returnComplete and the two after it: {@code https} addresses; blank where viewers stay
 */
record StudyForm(
        @NotBlank @Size(max = 200) String title,
        @Pattern(regexp = "|[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}") @Nullable String campaignId,
        @NotEmpty Set<@Pattern(regexp = "expressions|gaze|demographics") String> purposes,
        @NotEmpty Set<@Pattern(regexp = "en|de") String> languages,
        @NotNull @Min(1) @Max(1_000_000) Integer targetViewers,
        @NotNull @Min(1) @Max(1095) Integer retentionDays,
        @Size(max = 500) @Nullable String recontactText,
        @Pattern(regexp = ADDRESS) @Size(max = 1000) @Nullable String returnComplete,
        @Pattern(regexp = ADDRESS) @Size(max = 1000) @Nullable String returnScreenedOut,
        @Pattern(regexp = ADDRESS) @Size(max = 1000) @Nullable String returnQuality,
        @Nullable Boolean testMode) {

    private static final String ADDRESS = "|https://[^\\s{}]+";

    Study study(String studyId, UUID operatorId, Ad ad) {
        return new Study(
                studyId,
                operatorId,
                title,
                given(campaignId),
                ad,
                Studies.purposes(purposes),
                languages,
                targetViewers,
                retentionDays,
                given(recontactText),
                new ReturnAddresses(
                        given(returnComplete), given(returnScreenedOut), given(returnQuality)),
                new StudyState(Boolean.TRUE.equals(testMode), false, false));
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
