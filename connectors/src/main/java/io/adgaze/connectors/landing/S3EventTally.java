package io.adgaze.connectors.landing;

import io.adgaze.records.Rejection;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is told of events besides what landed. A topic that has two readers has one that tells. */
interface S3EventTally {

    /** Another event. */
    void count();

    /** It says nothing of what is looked for. */
    void ignore();

    /** The message, or a part of it, is no event; what becomes of that. */
    Optional<Rejection> reject(ConsumerRecord<?, ?> message, String why);
}
