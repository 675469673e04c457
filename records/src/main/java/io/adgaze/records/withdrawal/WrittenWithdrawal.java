package io.adgaze.records.withdrawal;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A withdrawal as it is written, before any of it is believed: all may be null. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record WrittenWithdrawal(
        @Nullable Integer version,
        @Nullable String withdrawalId,
        @Nullable String viewerKey,
        @Nullable String requestedAt,
        @Nullable List<@Nullable String> sessions) {}
