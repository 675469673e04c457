package io.adgaze.records.json;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.databind.util.LookupCache;

/** Jackson, for classes of ours. */
public final class Json {

    /** Jackson's own: types it remembers at first, and at most. */
    private static final int CACHE_INITIALLY = 16;

    private static final int CACHE_MOST = 200;

    private Json() {}

    /**
     * A builder of a mapper that remembers types by itself.
     *
     * <p>By default all mappers of a process share what they know of classes. Jackson lies in the
     * cluster's {@code lib/} and outlives a job: classes that it remembers would keep the job's
     * class loader in memory, one more with each job.
     */
    public static JsonMapper.Builder mapper() {
        LookupCache<Object, JavaType> ownTypes = new LRUMap<>(CACHE_INITIALLY, CACHE_MOST);
        return JsonMapper.builder().typeFactory(TypeFactory.defaultInstance().withCache(ownTypes));
    }
}
