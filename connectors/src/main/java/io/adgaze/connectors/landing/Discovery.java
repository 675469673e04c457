package io.adgaze.connectors.landing;

import io.adgaze.records.Rejection;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.types.Either;

/**
 * What objects are taken for, by where they lie: none is read.
 *
 * @param <T> what is looked for
 */
interface Discovery<T> extends Serializable {

    /** Of what the sources emit. */
    TypeInformation<Either<Rejection, T>> type();

    /**
     * What an object is, or why it is refused; empty where it does not matter.
     *
     * @param uri where it lies, decoded
     * @param version the etag, or the modification time and size where a listing has no etag
     * @param landedAtMs epoch milliseconds
     */
    Optional<Either<Rejection, T>> object(String uri, String version, long landedAtMs);

    /**
     * What a listing's state remembers of a URI that it has emitted.
     *
     * @param configuration the TaskManager's
     */
    UnaryOperator<String> memory(Map<String, String> configuration);
}
