package io.adgaze.connectors.tables;

import io.adgaze.records.TableRow;
import io.adgaze.records.tables.OutputLayout;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/** Puts a row into the partition of its day and ad. */
final class PartitionAssigner<T extends TableRow> implements BucketAssigner<T, String> {

    private static final long serialVersionUID = 1L;

    @Override
    public String getBucketId(T row, Context context) {
        return OutputLayout.partition(row.dt(), row.adId());
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }
}
