package io.adgaze.jobs;

import static java.util.Map.entry;

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
            Map.ofEntries(
                    entry("Contribution.segments", "which segments a viewer is in"),
                    entry("Contribution.measures", "a session's measures, one number each"),
                    entry("Contribution.seconds", "times in the ad"),
                    entry("Contribution.secondMeasures", "a second's measures, one number each"),
                    entry("Contribution.dominant", "a second's expression"),
                    entry("Delta.blocks", "sums over an ad's viewers"),
                    entry("Delta.showings", "counts of sessions"),
                    entry("Delta.campaigns", "counts of sessions"),
                    entry("Delta.withdrawn", "counts of viewers"),
                    entry("GazeCalibration.weightsX", "fitted: from eyes to a place, not back"),
                    entry("GazeCalibration.weightsY", "fitted: from eyes to a place, not back"),
                    entry("GazeSlice.cells", "how many look where in the ad's picture"),
                    entry("GazeTrack.adMs", "times in the ad"),
                    entry("GazeTrack.xNorm", "places in the ad's picture"),
                    entry("GazeTrack.yNorm", "places in the ad's picture"),
                    entry("SplitPosition.rejected", "which recordings were rejected"),
                    entry("VerificationErrors.sumsPx", "distances on the screen, one a point"),
                    entry("VerificationErrors.framesN", "counts of frames, one a point"),
                    entry("ViewerGaze.slices", "times in the ad"),
                    entry("ViewerGaze.x", "places in the ad's picture"),
                    entry("ViewerGaze.y", "places in the ad's picture"),
                    entry("WrittenSums.bytes", "sums over an ad's viewers"));

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
