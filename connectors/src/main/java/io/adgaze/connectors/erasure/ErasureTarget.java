package io.adgaze.connectors.erasure;

import org.jspecify.annotations.Nullable;

/**
 * An object to be looked through.
 *
 * @param table the table that it is a file of; null for a manifest
 * @param uri where it lies
 */
public record ErasureTarget(@Nullable String table, String uri) {}
