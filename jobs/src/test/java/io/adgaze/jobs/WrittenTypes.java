package io.adgaze.jobs;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.runtime.EitherSerializer;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializer;

/** The types that Flink's serializers write. */
final class WrittenTypes {

    private WrittenTypes() {}

    /**
     * Records and single values. A serializer of others, as of lists and of values with a time to
     * live, writes what the serializers that it is made of write; of an array, the array.
     */
    static Stream<Type> of(TypeSerializer<?> serializer) {
        if (serializer instanceof PojoSerializer<?>) {
            return Stream.of((Class<?>) valueOf(field(PojoSerializer.class, "clazz"), serializer));
        }
        if (serializer instanceof EitherSerializer<?, ?>) {
            return parts(serializer).stream().flatMap(WrittenTypes::of); // It makes no sample.
        }
        Object sample = serializer.createInstance();
        if (sample != null && sample.getClass().isArray()) {
            return Stream.of(sample.getClass());
        }
        List<TypeSerializer<?>> parts = parts(serializer);
        if (!parts.isEmpty()) {
            return parts.stream().flatMap(WrittenTypes::of);
        }
        return Stream.of(sample == null ? serializer.getClass() : sample.getClass());
    }

    private static List<TypeSerializer<?>> parts(TypeSerializer<?> serializer) {
        List<TypeSerializer<?>> parts = new ArrayList<>();
        for (Class<?> c = serializer.getClass(); c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    continue;
                }
                if (TypeSerializer.class.isAssignableFrom(field.getType())) {
                    parts.add((TypeSerializer<?>) valueOf(field, serializer));
                } else if (field.getType() == TypeSerializer[].class) {
                    parts.addAll(List.of((TypeSerializer<?>[]) valueOf(field, serializer)));
                }
            }
        }
        return parts;
    }

    private static Field field(Class<?> type, String name) {
        try {
            return type.getDeclaredField(name);
        } catch (NoSuchFieldException e) {
            throw new LinkageError("Flink's serializer has changed: " + type, e);
        }
    }

    private static Object valueOf(Field field, Object of) {
        try {
            field.setAccessible(true);
            return field.get(of);
        } catch (IllegalAccessException e) {
            throw new LinkageError("Flink's serializer cannot be looked into: " + field, e);
        }
    }
}
