package io.adgaze.jobs;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.runtime.state.VoidNamespace;

/**
 * Looks through a type, all that it is made of included, for what could hold a picture of a viewer:
 * pixels, their features, or an array or a collection of numbers.
 *
 * <p>What is known to hold none is named here. So a new record passes by itself, whereas a new kind
 * of class, or a new array of numbers, fails until somebody has said what it holds.
 */
final class PictureSearch {

    /** Arrays and collections of numbers in our records that are no picture: what they are. */
    private static final Map<String, String> NO_PICTURES =
            Map.of(
                    "GazeCalibration.weightsX", "fitted weights: from eyes to a place, not back",
                    "GazeCalibration.weightsY", "fitted weights: from eyes to a place, not back",
                    "GazeTrack.adMs", "times in the ad",
                    "GazeTrack.xNorm", "places in the ad's picture",
                    "GazeTrack.yNorm", "places in the ad's picture",
                    "SplitPosition.rejected", "which recordings were rejected",
                    "VerificationErrors.sumsPx", "distances on the screen, one sum a point",
                    "VerificationErrors.framesN", "counts of frames, one a point");

    private static final Set<Class<?>> SINGLE_VALUES =
            Set.of(
                    String.class,
                    Instant.class,
                    Boolean.class,
                    Integer.class,
                    Long.class,
                    Float.class,
                    Double.class,
                    VoidNamespace.class);

    private final List<String> found = new ArrayList<>();
    private final Set<Type> seen = new HashSet<>();

    private PictureSearch() {}

    /** The places in {@code type} that could hold a picture, as texts; empty where none could. */
    static List<String> in(Type type) {
        PictureSearch search = new PictureSearch();
        search.look(type, type.getTypeName());
        return search.found;
    }

    private void look(Type type, String where) {
        if (NO_PICTURES.containsKey(where) || !seen.add(type)) {
            return;
        }
        if (type instanceof ParameterizedType collection) {
            numberIn(collection)
                    .ifPresentOrElse(
                            number -> found.add(where + " of " + number.getTypeName()),
                            () -> lookAtArguments(collection, where));
        } else if (type instanceof Class<?> aClass && aClass.isRecord()) {
            for (RecordComponent component : aClass.getRecordComponents()) {
                look(
                        component.getGenericType(),
                        aClass.getSimpleName() + "." + component.getName());
            }
        } else if (!isSingleValue(type)) {
            found.add(where + " of " + type.getTypeName());
        }
    }

    private static Optional<Type> numberIn(ParameterizedType collection) {
        return Arrays.stream(collection.getActualTypeArguments())
                .filter(type -> type instanceof Class<?> c && Number.class.isAssignableFrom(c))
                .findFirst();
    }

    private void lookAtArguments(ParameterizedType collection, String where) {
        for (Type argument : collection.getActualTypeArguments()) {
            look(argument, where);
        }
    }

    private static boolean isSingleValue(Type type) {
        return type instanceof Class<?> aClass
                && (aClass.isPrimitive() || aClass.isEnum() || SINGLE_VALUES.contains(aClass));
    }
}
