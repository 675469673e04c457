package io.adgaze.storage;

/**
 * A part of an upload, as the store has it.
 *
 * @param number 1 to 10,000
 * @param etag of this part, without quotes
 * @param sizeBytes its length
 */
public record UploadedPart(int number, String etag, long sizeBytes) {}
