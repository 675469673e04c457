-- A study shows one ad to invited viewers. Its operator owns it.
CREATE TABLE studies (
    study_id            text        PRIMARY KEY,
    operator_id         uuid        NOT NULL REFERENCES operators,
    title               text        NOT NULL,
    campaign_id         text,
    ad_id               text        NOT NULL UNIQUE,
    ad_content_type     text        NOT NULL,
    ad_duration_ms      bigint      NOT NULL,
    ad_width_px         integer     NOT NULL,
    ad_height_px        integer     NOT NULL,
    purposes            text[]      NOT NULL,
    languages           text[]      NOT NULL,
    target_viewers      integer     NOT NULL,
    retention_days      integer     NOT NULL,
    recontact_text      text,
    return_complete     text,
    return_screened_out text,
    return_quality      text,
    test_mode           boolean     NOT NULL DEFAULT false,
    paused              boolean     NOT NULL DEFAULT false,
    closed              boolean     NOT NULL DEFAULT false,
    created_at          timestamptz NOT NULL
);
CREATE INDEX ON studies (operator_id);

-- Opened and underage are counts, since nothing is kept of who has not consented.
CREATE TABLE invitations (
    token      text        PRIMARY KEY,
    study_id   text        NOT NULL REFERENCES studies,
    label      text        NOT NULL,
    invited_n  integer     NOT NULL DEFAULT 0,
    opened_n   bigint      NOT NULL DEFAULT 0,
    adult_n    bigint      NOT NULL DEFAULT 0,
    underage_n bigint      NOT NULL DEFAULT 0,
    declined_n bigint      NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL
);
CREATE INDEX ON invitations (study_id);

-- The pseudonym under which a study owner's data knows a viewer.
CREATE TABLE viewer_keys (
    viewer_id   uuid NOT NULL,
    operator_id uuid NOT NULL REFERENCES operators,
    viewer_key  text NOT NULL UNIQUE,
    PRIMARY KEY (viewer_id, operator_id)
);
