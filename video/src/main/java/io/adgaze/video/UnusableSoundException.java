package io.adgaze.video;

/** A video's sound that cannot be copied; its pictures may be. */
final class UnusableSoundException extends UnreadableVideoException {

    private static final long serialVersionUID = 1L;

    UnusableSoundException(UnreadableVideoException cause) {
        super(Kind.BROKEN, "its sound cannot be read: " + cause.getMessage(), cause);
    }
}
