package io.adgaze.operators;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Instances of any record: with a value in each component, or with as few as there can be. */
final class RecordSamples {

    private int next;

    private RecordSamples() {}

    /** Each component holds a value of its own, nested ones too; collections hold one element. */
    static <T> T full(Class<T> type) {
        return new RecordSamples().record(type);
    }

    /** Each component is null, but for primitives, which are zero. */
    static <T> T sparse(Class<T> type) {
        RecordComponent[] components = type.getRecordComponents();
        return construct(
                type,
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new),
                Arrays.stream(components).map(c -> zero(c.getType())).toArray());
    }

    private <T> T record(Class<T> type) {
        RecordComponent[] components = type.getRecordComponents();
        return construct(
                type,
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new),
                Arrays.stream(components).map(c -> value(c.getGenericType())).toArray());
    }

    private static <T> T construct(Class<T> type, Class<?>[] types, Object[] values) {
        try {
            Constructor<T> canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            return canonical.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot make a " + type, e);
        }
    }

    /** An array's only element is its type's zero. */
    private static Object zero(Class<?> type) {
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType collection) {
            Object element = value(collection.getActualTypeArguments()[0]);
            if (collection.getRawType() == Map.class) {
                return Map.of(element, value(collection.getActualTypeArguments()[1]));
            }
            return collection.getRawType() == List.class ? List.of(element) : Set.of(element);
        }
        return value((Class<?>) type);
    }

    private Object value(Class<?> type) {
        if (type.isRecord()) {
            return record(type);
        }
        if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            return constants[++next % constants.length];
        }
        if (type.isArray()) {
            Object array = Array.newInstance(type.getComponentType(), 1);
            Array.set(array, 0, value(type.getComponentType()));
            return array;
        }
        return scalar(type, ++next);
    }

    private static Object scalar(Class<?> type, int number) {
        if (type == String.class) {
            return "text-" + number;
        }
        if (type == Instant.class) {
            return Instant.ofEpochMilli(number);
        }
        if (type == boolean.class || type == Boolean.class) {
            return true;
        }
        if (type == int.class || type == Integer.class) {
            return number;
        }
        if (type == short.class) {
            return (short) number;
        }
        if (type == byte.class) {
            return (byte) number;
        }
        if (type == long.class || type == Long.class) {
            return (long) number;
        }
        if (type == float.class || type == Float.class) {
            return number + 0.5f;
        }
        if (type == double.class || type == Double.class) {
            return number + 0.25;
        }
        throw new AssertionError("no sample of " + type);
    }
}
