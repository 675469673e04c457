package io.adgaze.connectors.landing;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.records.LandedObject;
import io.adgaze.records.Rejection;
import java.io.IOException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.core.fs.Path;
import org.apache.flink.types.Either;
import org.junit.jupiter.api.Test;

class LandedObjectFormatTest {

    private static final FileSourceSplit SPLIT =
            new FileSourceSplit(
                    "1",
                    new Path("s3://bucket/landing/ad_id=a-1/session=s-1/manifest.json"),
                    0,
                    10,
                    1_000,
                    10);

    private final LandedObjectFormat format = new LandedObjectFormat();
    private final Configuration conf = new Configuration();

    @Test
    void anObjectIsEmittedOnceAcrossARestart() throws IOException {
        BulkFormat.Reader<Either<Rejection, LandedObject>> reader =
                format.createReader(conf, SPLIT);
        RecordAndPosition<Either<Rejection, LandedObject>> emitted = reader.readBatch().next();

        assertThat(emitted.getRecord().right().uri()).isEqualTo(SPLIT.path().toString());
        assertThat(emitted.getRecord().right().version()).isEqualTo("1000-10");
        assertThat(reader.readBatch()).isNull();

        var position = new CheckpointedPosition(emitted.getOffset(), emitted.getRecordSkipCount());
        FileSourceSplit restored = SPLIT.updateWithCheckpointedPosition(position);
        assertThat(format.restoreReader(conf, restored).readBatch()).isNull();
    }
}
