package io.adgaze.operators.frames;

import java.io.Serializable;
import org.apache.flink.configuration.Configuration;

/** Makes a {@link RecordingStore} on the TaskManager, from the TaskManager's own configuration. */
@FunctionalInterface
public interface RecordingStoreFactory extends Serializable {

    /** A store with the endpoint and credentials of {@code taskManagerConfiguration}. */
    RecordingStore create(Configuration taskManagerConfiguration);
}
