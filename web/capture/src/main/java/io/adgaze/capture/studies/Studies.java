package io.adgaze.capture.studies;

import io.adgaze.records.Purpose;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The studies that operators have made. */
@Repository
public class Studies {

    private final JdbcClient database;
    private final Clock clock;

    Studies(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Keeps a new study. */
    public void add(Study study) {
        database.sql(
                        """
                        INSERT INTO studies (study_id, operator_id, title, campaign_id,
                            ad_id, ad_content_type, ad_duration_ms, ad_width_px, ad_height_px,
                            purposes, languages, target_viewers, retention_days, recontact_text,
                            return_complete, return_screened_out, return_quality,
                            test_mode, paused, closed, created_at)
                        VALUES (:study, :operator, :title, :campaign,
                            :ad, :adType, :adDuration, :adWidth, :adHeight,
                            string_to_array(:purposes, ','), string_to_array(:languages, ','),
                            :target, :retention, :recontact,
                            :complete, :screenedOut, :quality, :test, :paused, :closed, :now)
                        """)
                .param("study", study.studyId())
                .param("operator", study.operatorId())
                .param("title", study.title())
                .param("campaign", study.campaignId())
                .param("ad", study.ad().adId())
                .param("adType", study.ad().contentType())
                .param("adDuration", study.ad().durationMs())
                .param("adWidth", study.ad().widthPx())
                .param("adHeight", study.ad().heightPx())
                .param("purposes", String.join(",", words(study.purposes())))
                .param("languages", String.join(",", study.languages()))
                .param("target", study.targetViewers())
                .param("retention", study.retentionDays())
                .param("recontact", study.recontactText())
                .param("complete", study.returns().complete())
                .param("screenedOut", study.returns().screenedOut())
                .param("quality", study.returns().quality())
                .param("test", study.state().testMode())
                .param("paused", study.state().paused())
                .param("closed", study.state().closed())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** The study of an id. */
    public Optional<Study> find(String studyId) {
        return database.sql("SELECT * FROM studies WHERE study_id = ?")
                .param(studyId)
                .query(Studies::read)
                .optional();
    }

    /** An operator's own, the newest first. */
    public List<Study> ofOperator(UUID operatorId) {
        return database.sql("SELECT * FROM studies WHERE operator_id = ? ORDER BY created_at DESC")
                .param(operatorId)
                .query(Studies::read)
                .list();
    }

    /** Changes whether viewers may come. */
    public void setState(String studyId, StudyState state) {
        database.sql("UPDATE studies SET test_mode = ?, paused = ?, closed = ? WHERE study_id = ?")
                .params(state.testMode(), state.paused(), state.closed(), studyId)
                .update();
    }

    /** Whether it takes viewers now. */
    public Openness openness(Study study) {
        if (study.state().closed()) {
            return Openness.CLOSED;
        }
        if (study.state().paused()) {
            return Openness.PAUSED;
        }
        boolean full = !study.state().testMode() && landed(study) >= study.targetViewers();
        return full ? Openness.FULL : Openness.OPEN;
    }

    private long landed(Study study) {
        return database.sql(
                        "SELECT count(*) FROM participations WHERE study_id = ? AND NOT is_test AND"
                                + " landed_at IS NOT NULL AND withdrawn_at IS NULL")
                .param(study.studyId())
                .query(Long.class)
                .single();
    }

    /** The contract's words. */
    public static Set<String> words(Collection<Purpose> purposes) {
        Set<String> words = new TreeSet<>();
        purposes.forEach(purpose -> words.add(purpose.name().toLowerCase(Locale.ROOT)));
        return words;
    }

    /** From the contract's words. */
    public static Set<Purpose> purposes(Collection<String> words) {
        Set<Purpose> purposes = EnumSet.noneOf(Purpose.class);
        words.forEach(word -> purposes.add(Purpose.valueOf(word.toUpperCase(Locale.ROOT))));
        return purposes;
    }

    private static Study read(ResultSet row, int number) throws SQLException {
        return new Study(
                row.getString("study_id"),
                row.getObject("operator_id", UUID.class),
                row.getString("title"),
                row.getString("campaign_id"),
                new Ad(
                        row.getString("ad_id"),
                        row.getString("ad_content_type"),
                        row.getLong("ad_duration_ms"),
                        row.getInt("ad_width_px"),
                        row.getInt("ad_height_px")),
                purposes(texts(row.getArray("purposes"))),
                new TreeSet<>(texts(row.getArray("languages"))),
                row.getInt("target_viewers"),
                row.getInt("retention_days"),
                row.getString("recontact_text"),
                new ReturnAddresses(
                        row.getString("return_complete"),
                        row.getString("return_screened_out"),
                        row.getString("return_quality")),
                new StudyState(
                        row.getBoolean("test_mode"),
                        row.getBoolean("paused"),
                        row.getBoolean("closed")));
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
