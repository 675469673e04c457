-- People. Names and addresses stand here, and nowhere else: what lands knows a viewer by a viewer_key.
-- Passwords are Argon2id encodings, salt and parameters included; secrets are kept as their SHA-256.

CREATE TABLE operators (
    operator_id   uuid        PRIMARY KEY,
    email         text        NOT NULL UNIQUE,
    password_hash text        NOT NULL,
    failed_logins integer     NOT NULL DEFAULT 0,
    locked_until  timestamptz,
    created_at    timestamptz NOT NULL
);

-- The one-time link by which the first operator is made.
CREATE TABLE operator_links (
    secret_sha256 bytea       PRIMARY KEY,
    created_at    timestamptz NOT NULL
);

-- A guest is a viewer without an address.
CREATE TABLE viewers (
    viewer_id         uuid        PRIMARY KEY,
    email             text        UNIQUE,
    password_hash     text,
    email_verified_at timestamptz,
    failed_logins     integer     NOT NULL DEFAULT 0,
    locked_until      timestamptz,
    created_at        timestamptz NOT NULL,
    CHECK ((email IS NULL) = (password_hash IS NULL))
);

-- The way to "my data" for those who have no account.
CREATE TABLE private_links (
    secret_sha256 bytea       PRIMARY KEY,
    viewer_id     uuid        NOT NULL REFERENCES viewers ON DELETE CASCADE,
    created_at    timestamptz NOT NULL
);
CREATE INDEX ON private_links (viewer_id);

-- Links in mails: to verify an address, to set a new password.
CREATE TABLE mailed_links (
    secret_sha256 bytea       PRIMARY KEY,
    viewer_id     uuid        NOT NULL REFERENCES viewers ON DELETE CASCADE,
    purpose       text        NOT NULL CHECK (purpose IN ('verify_email', 'reset_password')),
    expires_at    timestamptz NOT NULL
);

-- Who did what. Ids, no names and no addresses.
CREATE TABLE audit_log (
    entry   bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL,
    actor   text        NOT NULL,
    action  text        NOT NULL,
    subject text
);
