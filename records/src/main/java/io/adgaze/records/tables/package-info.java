/** The published tables: their columns, and where they lie. */
@NullMarked
package io.adgaze.records.tables;

import org.jspecify.annotations.NullMarked;
