-- Whoever makes studies. The password is Argon2id's encoding, parameters and salt included.
CREATE TABLE operators (
    operator_id   uuid        PRIMARY KEY,
    email         text        NOT NULL UNIQUE,
    password_hash text        NOT NULL,
    created_at    timestamptz NOT NULL
);
