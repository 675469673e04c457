package io.adgaze.operators.frames;

/**
 * What release 0.1.0 kept in state of each frame of a calibration, less all that was drawn from the
 * viewer's face: there was a picture of both eyes in it.
 *
 * <p>Nothing is kept of this type any more. It is there to read savepoints of 0.1.0: Flink drops a
 * component that a record has lost when it restores the state, whereas state that no operator asks
 * for it would carry, pictures included, into every later savepoint. One component has to stay, for
 * a record without any is none of Flink's POJOs. The type goes with the promise to restore 0.1.0.
 *
 * @param eyesClosed whether the lids hid the iris
 */
public record HeldFrame(boolean eyesClosed) {}
