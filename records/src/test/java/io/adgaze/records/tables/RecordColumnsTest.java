package io.adgaze.records.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adgaze.records.AdSecond;
import io.adgaze.records.FixationRow;
import io.adgaze.records.FrameRow;
import io.adgaze.records.SessionSummary;
import io.adgaze.records.ViewerSecond;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class RecordColumnsTest {

    @Test
    void eachTablesRecordHasItsColumns() {
        assertThat(RecordColumns.of("viewer_seconds", ViewerSecond.class).schema().getFields())
                .hasSize(35);
        assertThat(RecordColumns.of("sessions", SessionSummary.class).schema().getFields())
                .hasSize(35);
        assertThat(RecordColumns.of("fixations", FixationRow.class).schema().getFields())
                .hasSize(13);
        assertThat(RecordColumns.of("frames", FrameRow.class).schema().getFields()).hasSize(25);
        assertThat(RecordColumns.of("ad_seconds", AdSecond.class).schema().getFields())
                .extracting(field -> field.name())
                .contains("p_happy_ci95_low", "share_angry_rate", "blinks_n", "gaze_x_norm_mean")
                .doesNotContain("dt");
    }

    @Test
    void rowsFitTheirSchema() {
        GenericRecord second =
                RecordColumns.of("viewer_seconds", ViewerSecond.class)
                        .toAvro(TableRows.second("s-1", "a-1", 3));
        GenericRecord session =
                RecordColumns.of("sessions", SessionSummary.class)
                        .toAvro(TableRows.session("s-1", "a-1"));

        assertThat(GenericData.get().validate(second.getSchema(), second)).isTrue();
        assertThat(second.get("session_id")).isEqualTo("s-1");
        assertThat(second.get("ad_second")).isEqualTo(3);
        assertThat(second.get("p_happy")).isEqualTo(0.5f);
        assertThat(second.get("gaze_x_norm_med")).isEqualTo(0.4f);
        assertThat(second.get("invalid_reason")).isNull();
        assertThat(GenericData.get().validate(session.getSchema(), session)).isTrue();
        assertThat(session.get("started_at")).isEqualTo(TableRows.STARTED_AT.toEpochMilli());
        assertThat(session.get("engagement_index_peak")).isEqualTo(0.9f);
    }

    @Test
    void aNullRecordIsNullInEachOfItsColumns() {
        GenericRecord second =
                RecordColumns.of("viewer_seconds", ViewerSecond.class)
                        .toAvro(TableRows.secondWithoutExpressions("s-1", "a-1", 3));

        assertThat(GenericData.get().validate(second.getSchema(), second)).isTrue();
        assertThat(second.get("p_angry")).isNull();
        assertThat(second.get("p_neutral")).isNull();
        assertThat(second.get("attention_rate")).isEqualTo(0.9f);
    }

    @Test
    void aRecordOfAnotherTableIsRefused() {
        assertThatThrownBy(() -> RecordColumns.of("sessions", ViewerSecond.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ViewerSecond")
                .hasMessageContaining("sessions");
        assertThatThrownBy(() -> RecordColumns.schemaOf("seconds"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'seconds'");
    }
}
