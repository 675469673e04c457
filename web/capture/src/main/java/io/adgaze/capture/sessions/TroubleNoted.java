package io.adgaze.capture.sessions;

/** Something that went wrong in the studio, and how far the session had come. */
public record TroubleNoted(TroubleKind kind, Stage stage) {}
