package io.adgaze.video;

/**
 * What reading a recording has cost so far, in figures that its content alone sets.
 *
 * @param packets packets read from the container, of whichever stream
 * @param frames pictures decoded, those that were dropped included
 * @param pixels their pixels
 */
public record DecodingCost(long packets, long frames, long pixels) {

    /** Nothing was read. */
    public static final DecodingCost NONE = new DecodingCost(0, 0, 0);

    /** This and another one. */
    public DecodingCost plus(DecodingCost other) {
        return new DecodingCost(
                packets + other.packets, frames + other.frames, pixels + other.pixels);
    }

    DecodingCost withPackets(long read) {
        return new DecodingCost(read, frames, pixels);
    }

    DecodingCost plusFrame(long framePixels) {
        return new DecodingCost(packets, frames + 1, pixels + framePixels);
    }
}
