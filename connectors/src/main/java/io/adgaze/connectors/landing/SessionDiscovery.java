package io.adgaze.connectors.landing;

import io.adgaze.records.LandedObject;
import io.adgaze.records.LandingLayout;
import io.adgaze.records.RejectReason;
import io.adgaze.records.Rejection;
import io.adgaze.records.SessionPath;
import io.adgaze.records.withdrawal.WithdrawalPath;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.types.Either;

/**
 * Takes objects for those of a session. The one place that reads the URI of a landed object; what
 * comes after takes its {@link SessionPath}.
 */
final class SessionDiscovery implements Discovery<LandedObject> {

    private static final long serialVersionUID = 1L;

    @Override
    public TypeInformation<Either<Rejection, LandedObject>> type() {
        return new EitherTypeInfo<>(
                TypeInformation.of(Rejection.class), TypeInformation.of(LandedObject.class));
    }

    /**
     * An object of a session; or the rejection of a manifest that lies outside the layout, which
     * would otherwise be passed over in silence; empty for any other object, and for what stands
     * for a folder in S3 (a key that ends in a slash).
     *
     * <p>A session does not lie below an empty segment, {@code .} or {@code ..}: a store may hold
     * such a key, but not everything on the way to it takes it as it is.
     */
    @Override
    public Optional<Either<Rejection, LandedObject>> object(
            String uri, String version, long landedAtMs) {
        Optional<SessionPath> path =
                LandingLayout.parse(uri).filter(session -> PlainKey.isPlain(session.folderUri()));
        boolean isManifest = uri.endsWith("/" + LandingLayout.MANIFEST);
        if (isManifest && !path.map(SessionPath::isManifest).orElse(false)) {
            return Optional.of(Either.Left(strayManifest(uri)));
        }
        return path.filter(session -> !uri.endsWith("/"))
                .map(session -> Either.Right(LandedObject.at(session, version, landedAtMs)));
    }

    /** By itself: savepoints hold URIs. */
    @Override
    public UnaryOperator<String> memory(Map<String, String> configuration) {
        return UnaryOperator.identity();
    }

    /** It might be a withdrawal that was landed in the wrong place. */
    private static Rejection strayManifest(String strayUri) {
        String uri = WithdrawalPath.withoutViewer(strayUri);
        String message =
                uri
                        + " lies outside the landing layout. Land sessions as"
                        + " ad_id=<ad_id>/session=<session_id>/manifest.json, ids being 1-128 of"
                        + " letters, digits, '.', '_' and '-' that do not start with a dot, below"
                        + " no empty segment, '.' or '..'.";
        return new Rejection(uri, null, RejectReason.MANIFEST_INVALID, message, Instant.now());
    }
}
