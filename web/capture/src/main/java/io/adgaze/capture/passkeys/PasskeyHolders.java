package io.adgaze.capture.passkeys;

import io.adgaze.capture.viewers.Viewer;
import io.adgaze.capture.viewers.Viewers;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.stereotype.Component;

/**
 * Viewers with an account, as WebAuthn knows them: by a handle, which is the viewer's id, and by
 * the address that their device shows with the passkey.
 */
@Component
class PasskeyHolders implements PublicKeyCredentialUserEntityRepository {

    private final Viewers viewers;

    PasskeyHolders(Viewers viewers) {
        this.viewers = viewers;
    }

    static Bytes handle(UUID viewerId) {
        return new Bytes(
                ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(viewerId.getMostSignificantBits())
                        .putLong(viewerId.getLeastSignificantBits())
                        .array());
    }

    static UUID viewerId(Bytes handle) {
        ByteBuffer bytes = ByteBuffer.wrap(handle.getBytes());
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes handle) {
        return find(viewerId(handle));
    }

    /** By the name of who is signed in, which is the viewer's id. */
    @Override
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String name) {
        return find(UUID.fromString(name));
    }

    private @Nullable PublicKeyCredentialUserEntity find(UUID viewerId) {
        return viewers.find(viewerId)
                .filter(viewer -> !viewer.isGuest())
                .map(PasskeyHolders::entity)
                .orElse(null);
    }

    private static PublicKeyCredentialUserEntity entity(Viewer viewer) {
        String address = Objects.requireNonNull(viewer.email());
        return ImmutablePublicKeyCredentialUserEntity.builder()
                .id(handle(viewer.viewerId()))
                .name(address)
                .displayName(address)
                .build();
    }

    /** Asked for where there is no account yet; guests have a private link instead. */
    @Override
    public void save(PublicKeyCredentialUserEntity holder) {
        throw new IllegalStateException("Only viewers with an account have passkeys");
    }

    @Override
    public void delete(Bytes handle) {
        throw new UnsupportedOperationException("Viewers delete their accounts themselves");
    }
}
