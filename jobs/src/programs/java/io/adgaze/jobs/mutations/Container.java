package io.adgaze.jobs.mutations;

import java.util.List;

/** A format whose files are trees of elements with sizes. */
interface Container {

    /** All elements of a well-formed file, parents before children. */
    List<Piece> pieces(byte[] file);

    static Container of(byte[] file) {
        return file.length > 0 && (file[0] & 0xFF) == Matroska.FIRST_BYTE
                ? new Matroska()
                : new Mp4();
    }
}
