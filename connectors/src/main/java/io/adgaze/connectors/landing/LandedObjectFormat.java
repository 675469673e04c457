package io.adgaze.connectors.landing;

import io.adgaze.records.LandedObject;
import java.util.regex.Pattern;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.SingletonResultIterator;

/** "Reads" a file by saying that it is there; its content is not opened. */
final class LandedObjectFormat implements BulkFormat<LandedObject, FileSourceSplit> {

    private static final long serialVersionUID = 1L;

    /** Ids are not judged here, so that a wrong one is rejected rather than overlooked. */
    private static final Pattern LAYOUT = Pattern.compile(".*/ad_id=[^/]*/session=[^/]*/.+");

    /**
     * Whether an object lies where sessions land, or is a manifest wherever it lies: one outside
     * the layout is rejected rather than overlooked.
     */
    static boolean covers(String uri) {
        return LAYOUT.matcher(uri).matches() || uri.endsWith("/" + LandedObject.MANIFEST);
    }

    @Override
    public Reader<LandedObject> createReader(Configuration config, FileSourceSplit split) {
        return new OneObject(split);
    }

    /** A checkpoint between the object and the end of its split: it has been emitted. */
    @Override
    public Reader<LandedObject> restoreReader(Configuration config, FileSourceSplit split) {
        OneObject reader = new OneObject(split);
        reader.done = split.getReaderPosition().orElseThrow().getRecordsAfterOffset() > 0;
        return reader;
    }

    @Override
    public boolean isSplittable() {
        return false;
    }

    @Override
    public TypeInformation<LandedObject> getProducedType() {
        return TypeInformation.of(LandedObject.class);
    }

    private static final class OneObject implements Reader<LandedObject> {

        private final FileSourceSplit split;
        private boolean done;

        OneObject(FileSourceSplit split) {
            this.split = split;
        }

        @Override
        public RecordIterator<LandedObject> readBatch() {
            String uri = split.path().toString();
            if (done || !covers(uri)) {
                return null;
            }
            done = true;
            String version = split.fileModificationTime() + "-" + split.fileSize();
            var object = new LandedObject(uri, version, split.fileModificationTime());
            var single = new SingletonResultIterator<LandedObject>();
            single.set(object, 0, 1);
            return single;
        }

        @Override
        public void close() {}
    }
}
