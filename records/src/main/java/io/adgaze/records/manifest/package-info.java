/**
 * {@code manifest.json}, by which the capture side commits a session: its form, and the rules of
 * the landing contract that it is held against.
 */
@NullMarked
package io.adgaze.records.manifest;

import org.jspecify.annotations.NullMarked;
