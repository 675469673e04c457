package io.adgaze.operators.frames;

/**
 * Says that a session is being read, outside the checkpoints: it is still there when the process
 * has died, and is not rolled back.
 *
 * @param alone whether nothing else is decoded in the process
 * @param place how far the recording may have been decoded, in steps of {@link
 *     SessionReader#place()}; kept up only while alone
 * @param diedAt the place of the last death while alone; -1 for none
 * @param deathsN deaths in a row, alone, at that place
 */
record ReadingMark(boolean alone, long place, long diedAt, int deathsN) {

    /** Two: killed at random, a process may well die once while a certain session is read alone. */
    private static final int DEATHS_THAT_CONVICT = 2;

    /** A place is reached a little before or after; what dies for its memory does so nearby. */
    private static final long NEARBY = 1;

    private static final long NOWHERE = -1;

    /** Of a session that nothing speaks against. */
    static final ReadingMark IN_COMPANY = new ReadingMark(false, 0, NOWHERE, 0);

    /** With which the session is read again, after a process that left this one. */
    ReadingMark afterDeath() {
        if (!alone) {
            return new ReadingMark(true, 0, NOWHERE, 0);
        }
        boolean again = diedAt != NOWHERE && Math.abs(place - diedAt) <= NEARBY;
        return new ReadingMark(true, 0, place, again ? deathsN + 1 : 1);
    }

    /** Whether it is the recording that the process dies of. */
    boolean convicts() {
        return deathsN >= DEATHS_THAT_CONVICT;
    }

    ReadingMark at(long newPlace) {
        return new ReadingMark(alone, newPlace, diedAt, deathsN);
    }
}
