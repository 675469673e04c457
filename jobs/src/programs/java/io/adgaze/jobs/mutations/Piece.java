package io.adgaze.jobs.mutations;

/**
 * An element of a container: a Matroska element or an MP4 box.
 *
 * @param start of its header
 * @param sizeAt where its size field begins
 * @param sizeLength of the size field, in bytes
 * @param bodyAt where its content begins
 * @param end after its content, or the file's end
 */
record Piece(int start, int sizeAt, int sizeLength, int bodyAt, int end) {

    int length() {
        return end - start;
    }

    int bodyLength() {
        return end - bodyAt;
    }
}
