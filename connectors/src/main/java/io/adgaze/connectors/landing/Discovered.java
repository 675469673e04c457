package io.adgaze.connectors.landing;

import io.adgaze.records.LandedObject;
import io.adgaze.records.LandingLayout;
import io.adgaze.records.RejectReason;
import io.adgaze.records.Rejection;
import io.adgaze.records.SessionPath;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.types.Either;

/**
 * What the sources emit: an object of a session, or a rejection. The one place that reads the URI
 * of a landed object; what comes after takes its {@link SessionPath}.
 */
final class Discovered {

    static final TypeInformation<Either<Rejection, LandedObject>> TYPE =
            new EitherTypeInfo<>(
                    TypeInformation.of(Rejection.class), TypeInformation.of(LandedObject.class));

    private static final Pattern SCHEME = Pattern.compile("^([a-z0-9]+:)?/*");

    /** One that a path may be written without. */
    private static final Pattern RELATIVE_SEGMENT = Pattern.compile("(^|/)\\.{0,2}/");

    private Discovered() {}

    /**
     * An object of a session; or the rejection of a manifest that lies outside the layout, which
     * would otherwise be passed over in silence; empty for any other object, and for what stands
     * for a folder in S3 (a key that ends in a slash).
     *
     * <p>A session does not lie below an empty segment, {@code .} or {@code ..}: a store may hold
     * such a key, but not everything on the way to it takes it as it is.
     */
    static Optional<Either<Rejection, LandedObject>> object(
            String uri, String version, long landedAtMs) {
        Optional<SessionPath> path =
                LandingLayout.parse(uri).filter(session -> isPlain(session.folderUri()));
        boolean isManifest = uri.endsWith("/" + LandingLayout.MANIFEST);
        if (isManifest && !path.map(SessionPath::isManifest).orElse(false)) {
            return Optional.of(Either.Left(strayManifest(uri)));
        }
        return path.filter(session -> !uri.endsWith("/"))
                .map(session -> Either.Right(LandedObject.at(session, version, landedAtMs)));
    }

    private static boolean isPlain(String folderUri) {
        return !RELATIVE_SEGMENT.matcher(SCHEME.matcher(folderUri).replaceFirst("")).find();
    }

    private static Rejection strayManifest(String uri) {
        String message =
                uri
                        + " lies outside the landing layout. Land sessions as"
                        + " ad_id=<ad_id>/session=<session_id>/manifest.json, ids being 1-128 of"
                        + " letters, digits, '.', '_' and '-' that do not start with a dot, below"
                        + " no empty segment, '.' or '..'.";
        return new Rejection(uri, null, RejectReason.MANIFEST_INVALID, message, Instant.now());
    }
}
