package io.adgaze.connectors.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveComparator;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;

class OfViewersTest {

    private final OfViewers ofViewers = new OfViewers(Set.of("v-20", "v-4711"));

    @Test
    void keepsTheseViewersAlone() {
        assertThat(ofViewers.keep(Binary.fromString("v-4711"))).isTrue();
        assertThat(ofViewers.keep(Binary.fromString("v-471"))).isFalse();
    }

    @Test
    void passesOverWhatLiesBetweenThem() {
        assertThat(ofViewers.canDrop(between("v-1", "v-2"))).isTrue();
        assertThat(ofViewers.canDrop(between("v-21", "v-4710"))).isTrue();
        assertThat(ofViewers.canDrop(between("v-5", "v-9"))).isTrue();
        assertThat(ofViewers.canDrop(between("v-1", "v-20"))).isFalse();
        assertThat(ofViewers.canDrop(between("v-4711", "v-4711"))).isFalse();
    }

    /** Parquet logs the predicates that it filters by. */
    @Test
    void namesNoViewer() {
        String logged =
                FilterApi.userDefined(FilterApi.binaryColumn("viewer_key"), ofViewers).toString();

        assertThat(logged).contains("of 2 viewers").doesNotContain("v-20").doesNotContain("4711");
    }

    private static Statistics<Binary> between(String min, String max) {
        PrimitiveType text = Types.required(PrimitiveTypeName.BINARY).named("viewer_key");
        PrimitiveComparator<Binary> order = text.comparator();
        return new Statistics<>(Binary.fromString(min), Binary.fromString(max), order);
    }
}
