/**
 * Published tables as zstd Parquet, and the rejected sink.
 *
 * <p>The Avro schemas beside {@link io.adgaze.records} are the tables' definition; {@link
 * io.adgaze.records.tables.RecordColumns} holds a record against its schema.
 */
@NullMarked
package io.adgaze.connectors.tables;

import org.jspecify.annotations.NullMarked;
