package io.adgaze.storage;

/**
 * An upload in parts that was begun.
 *
 * @param uri the object that it will become
 * @param id the store's name for the upload
 */
public record MultipartUpload(String uri, String id) {}
