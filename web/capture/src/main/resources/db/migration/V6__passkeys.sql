-- An account has an address, and a password, or a passkey, or both.
ALTER TABLE viewers DROP CONSTRAINT viewers_check;
ALTER TABLE viewers ADD CHECK (email IS NOT NULL OR password_hash IS NULL);

-- Passkeys: Spring Security's own schema (JdbcUserCredentialRepository, version 7.1), public keys alone.
-- A passkey's user handle is the viewer's id, so that it goes with its viewer.
CREATE TABLE user_credentials (
    credential_id                text        PRIMARY KEY,
    user_entity_user_id          text        NOT NULL,
    public_key                   bytea       NOT NULL,
    signature_count              bigint,
    uv_initialized               boolean,
    backup_eligible              boolean     NOT NULL,
    authenticator_transports     text,
    public_key_credential_type   text,
    backup_state                 boolean     NOT NULL,
    attestation_object           bytea,
    attestation_client_data_json bytea,
    created                      timestamptz,
    last_used                    timestamptz,
    label                        text        NOT NULL,
    viewer_id uuid GENERATED ALWAYS AS
        (encode(decode(translate(user_entity_user_id, '-_', '+/') || '==', 'base64'), 'hex')::uuid) STORED
        REFERENCES viewers ON DELETE CASCADE
);
CREATE INDEX ON user_credentials (user_entity_user_id);
CREATE INDEX ON user_credentials (viewer_id);
