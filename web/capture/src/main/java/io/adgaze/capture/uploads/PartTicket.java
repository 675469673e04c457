package io.adgaze.capture.uploads;

/**
 * The right to send one part into a folder.
 *
 * @param uploadId the upload
 * @param number of the part, from 1
 * @param lengthBytes exactly as many
 * @param expiresAtSecond of the Unix epoch
 */
record PartTicket(String uploadId, int number, long lengthBytes, long expiresAtSecond) {}
