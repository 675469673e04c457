-- A session that never landed is given up after some days: nothing more is taken of it, and what was sent goes.
ALTER TABLE participations ADD COLUMN abandoned_at timestamptz;
-- Why its measurement may be poor, as far as the capture server itself saw it; for the panel.
ALTER TABLE participations ADD COLUMN quality_concern text;

-- Whose session was given up may begin anew.
DROP INDEX participations_study_id_viewer_id_idx;
CREATE UNIQUE INDEX ON participations (study_id, viewer_id)
    WHERE NOT is_test AND withdrawn_at IS NULL AND abandoned_at IS NULL;
CREATE INDEX ON participations (created_at) WHERE erased_at IS NULL;
