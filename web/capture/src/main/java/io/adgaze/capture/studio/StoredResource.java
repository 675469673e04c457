package io.adgaze.capture.studio;

import io.adgaze.records.ObjectRef;
import io.adgaze.storage.ObjectStore;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.AbstractResource;

/** One version of a stored object, as Spring serves it, whole or in ranges. */
final class StoredResource extends AbstractResource {

    private final ObjectStore objects;
    private final ObjectRef object;

    StoredResource(ObjectStore objects, ObjectRef object) {
        this.objects = objects;
        this.object = object;
    }

    @Override
    public long contentLength() {
        return object.sizeBytes();
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public String getDescription() {
        return object.uri();
    }

    /** Skipping seeks, so that a range costs no more than itself. */
    @Override
    public InputStream getInputStream() throws IOException {
        SeekableByteChannel channel = objects.open(object);
        InputStream bytes = Channels.newInputStream(channel);
        return new FilterInputStream(bytes) {
            @Override
            public long skip(long count) throws IOException {
                long to = Math.min(channel.size(), channel.position() + Math.max(0, count));
                long skipped = to - channel.position();
                channel.position(to);
                return skipped;
            }
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredResource stored && stored.object.equals(object);
    }

    @Override
    public int hashCode() {
        return object.hashCode();
    }
}
