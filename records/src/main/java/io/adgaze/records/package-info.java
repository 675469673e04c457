/**
 * What flows through Adgaze: immutable records, and the Avro schemas of the published tables (in
 * the resources beside this package).
 *
 * <p>No dependency on Flink, on the models or on any storage. Each record that crosses a Flink edge
 * is a POJO to Flink, never Kryo. Times are milliseconds; the name says on which clock: {@code
 * recordingMs} is the recording's own timestamp, {@code adMs} the ad's media time.
 */
@NullMarked
package io.adgaze.records;

import org.jspecify.annotations.NullMarked;
