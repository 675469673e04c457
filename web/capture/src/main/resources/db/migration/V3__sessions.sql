-- What a viewer was told, word for word.
CREATE TABLE consent_texts (
    sha256   text PRIMARY KEY,
    version  text NOT NULL,
    language text NOT NULL,
    body     text NOT NULL
);

-- A viewer's way through a study, from consent on. The viewer goes when their account is deleted.
CREATE TABLE participations (
    session_id    text        PRIMARY KEY,
    study_id      text        NOT NULL REFERENCES studies,
    token         text        NOT NULL REFERENCES invitations,
    viewer_id     uuid        REFERENCES viewers ON DELETE SET NULL,
    viewer_key    text        NOT NULL,
    respondent_id text,
    ad_id         text        NOT NULL,
    is_test       boolean     NOT NULL,
    language      text        NOT NULL,
    seed          bigint      NOT NULL,
    stage         text        NOT NULL,
    loss_reason   text,
    device_class  text,
    created_at    timestamptz NOT NULL,
    landed_at     timestamptz,
    withdrawn_at  timestamptz,
    erased_at     timestamptz
);
CREATE INDEX ON participations (study_id);
CREATE INDEX ON participations (viewer_id);
-- One viewer takes part in a study once; tests, as often as they like.
CREATE UNIQUE INDEX ON participations (study_id, viewer_id) WHERE NOT is_test AND withdrawn_at IS NULL;

CREATE TABLE consents (
    consent_id   text        PRIMARY KEY,
    session_id   text        NOT NULL UNIQUE REFERENCES participations,
    text_sha256  text        NOT NULL REFERENCES consent_texts,
    purposes     text[]      NOT NULL,
    recontact    boolean     NOT NULL,
    granted_at   timestamptz NOT NULL
);

-- What went wrong in the studio, for the funnel. No free text: a kind, and at which stage.
CREATE TABLE troubles (
    session_id text        NOT NULL REFERENCES participations,
    kind       text        NOT NULL,
    stage      text        NOT NULL,
    at         timestamptz NOT NULL
);
CREATE INDEX ON troubles (session_id);

CREATE TABLE recordings (
    session_id      text    NOT NULL REFERENCES participations,
    recording       integer NOT NULL,
    file_name       text    NOT NULL,
    content_type    text    NOT NULL,
    idempotency_key text    NOT NULL,
    upload_id       text,
    length_bytes    bigint,
    PRIMARY KEY (session_id, recording),
    UNIQUE (session_id, idempotency_key)
);

-- Parts that were signed for, with the lengths that they were signed for: they bound what is stored.
CREATE TABLE signed_parts (
    session_id   text    NOT NULL,
    recording    integer NOT NULL,
    part         integer NOT NULL,
    length_bytes bigint  NOT NULL,
    PRIMARY KEY (session_id, recording, part),
    FOREIGN KEY (session_id, recording) REFERENCES recordings
);

-- Landed as files; landed_at is null until that is so.
CREATE TABLE withdrawals (
    withdrawal_id text        PRIMARY KEY,
    viewer_id     uuid        NOT NULL,
    viewer_key    text        NOT NULL,
    session_ids   text[],
    requested_at  timestamptz NOT NULL,
    landed_at     timestamptz
);
CREATE INDEX ON withdrawals (viewer_id);
