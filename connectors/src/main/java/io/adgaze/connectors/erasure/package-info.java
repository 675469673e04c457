/**
 * What becomes of a withdrawal in what was written already: rows of the tables, lines of the
 * rejected, recordings and manifests go, and a receipt says so. The steps of a bounded job; each
 * may be cut short and done again.
 */
@NullMarked
package io.adgaze.connectors.erasure;

import org.jspecify.annotations.NullMarked;
