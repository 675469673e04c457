package io.adgaze.operators.seconds;

import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Means and medians in which null is "not measured": left out, and null when nothing is left. */
final class Means {

    private Means() {}

    static <T> @Nullable Float mean(Collection<T> items, Function<T, ? extends Number> value) {
        double[] values = values(items, value);
        return values.length == 0 ? null : (float) mean(values);
    }

    /** The middle value, or the mean of the two in the middle. */
    static <T> @Nullable Float median(Collection<T> items, Function<T, ? extends Number> value) {
        double[] values = values(items, value);
        if (values.length == 0) {
            return null;
        }
        Arrays.sort(values);
        int middle = values.length / 2;
        return (float)
                (values.length % 2 == 1
                        ? values[middle]
                        : (values[middle - 1] + values[middle]) / 2);
    }

    static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    static <T> double[] values(Collection<T> items, Function<T, ? extends Number> value) {
        return items.stream()
                .map(value)
                .filter(Objects::nonNull)
                .mapToDouble(Number::doubleValue)
                .toArray();
    }
}
