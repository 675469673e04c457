package io.adgaze.connectors.landing;

import io.adgaze.records.LandedObject;
import io.adgaze.records.Rejection;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.SingletonResultIterator;
import org.apache.flink.types.Either;
import org.jspecify.annotations.Nullable;

/** "Reads" a file by saying that it is there; its content is not opened. */
final class LandedObjectFormat
        implements BulkFormat<Either<Rejection, LandedObject>, FileSourceSplit> {

    private static final long serialVersionUID = 1L;

    @Override
    public Reader<Either<Rejection, LandedObject>> createReader(
            Configuration config, FileSourceSplit split) {
        return new OneObject(split);
    }

    /** A checkpoint between the object and the end of its split: it has been emitted. */
    @Override
    public Reader<Either<Rejection, LandedObject>> restoreReader(
            Configuration config, FileSourceSplit split) {
        OneObject reader = new OneObject(split);
        reader.done = split.getReaderPosition().orElseThrow().getRecordsAfterOffset() > 0;
        return reader;
    }

    @Override
    public boolean isSplittable() {
        return false;
    }

    @Override
    public TypeInformation<Either<Rejection, LandedObject>> getProducedType() {
        return Discovered.TYPE;
    }

    private static final class OneObject implements Reader<Either<Rejection, LandedObject>> {

        private final FileSourceSplit split;
        private boolean done;

        OneObject(FileSourceSplit split) {
            this.split = split;
        }

        @Override
        public @Nullable RecordIterator<Either<Rejection, LandedObject>> readBatch() {
            if (done) {
                return null;
            }
            done = true;
            String version = split.fileModificationTime() + "-" + split.fileSize();
            Optional<Either<Rejection, LandedObject>> found =
                    Discovered.object(
                            split.path().toString(), version, split.fileModificationTime());
            if (found.isEmpty()) {
                return null;
            }
            var single = new SingletonResultIterator<Either<Rejection, LandedObject>>();
            single.set(found.get(), 0, 1);
            return single;
        }

        @Override
        public void close() {}
    }
}
