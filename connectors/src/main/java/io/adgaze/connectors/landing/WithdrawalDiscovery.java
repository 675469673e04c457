package io.adgaze.connectors.landing;

import io.adgaze.records.RejectReason;
import io.adgaze.records.Rejection;
import io.adgaze.records.withdrawal.ViewerHash;
import io.adgaze.records.withdrawal.WithdrawalPath;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.types.Either;

/** Takes objects for withdrawals. */
final class WithdrawalDiscovery implements Discovery<WithdrawalPath> {

    private static final long serialVersionUID = 1L;

    private static final Pattern FOLDER = Pattern.compile("(viewer_key=)?[^/]+/");

    private final String prefixUri;

    /**
     * @param prefixUri what the objects lie below, ending in a slash
     */
    WithdrawalDiscovery(String prefixUri) {
        this.prefixUri = prefixUri;
    }

    @Override
    public TypeInformation<Either<Rejection, WithdrawalPath>> type() {
        return new EitherTypeInfo<>(
                TypeInformation.of(Rejection.class), TypeInformation.of(WithdrawalPath.class));
    }

    /**
     * A withdrawal; or the rejection of what may be meant to be one, since a viewer waits for it;
     * empty for what does not end in {@code .json}.
     */
    @Override
    public Optional<Either<Rejection, WithdrawalPath>> object(
            String uri, String version, long landedAtMs) {
        if (!uri.endsWith(".json")) {
            return Optional.empty();
        }
        return WithdrawalPath.parse(uri)
                .filter(path -> PlainKey.isPlain(uri) && isDirectlyBelow(path))
                .<Either<Rejection, WithdrawalPath>>map(Either::Right)
                .or(() -> Optional.of(Either.Left(stray(uri))));
    }

    private boolean isDirectlyBelow(WithdrawalPath path) {
        return path.uri().startsWith(prefixUri + "viewer_key=" + path.viewerKey() + "/");
    }

    /** By a keyed hash: the URI names the viewer, who is not to be found in a savepoint. */
    @Override
    public UnaryOperator<String> memory(Map<String, String> configuration) {
        return ViewerHash.of(configuration)::hash;
    }

    private Rejection stray(String strayUri) {
        String uri = hidden(strayUri);
        String message =
                uri
                        + " lies where no withdrawal does, so that nothing is withdrawn by it. Land"
                        + " withdrawals as viewer_key=<viewer_key>/<withdrawal_id>.json, ids being"
                        + " 1-128 of letters, digits, '.', '_' and '-' that do not start with a"
                        + " dot, below no empty segment, '.' or '..'.";
        return new Rejection(uri, null, RejectReason.WITHDRAWAL_INVALID, message, Instant.now());
    }

    /** Without its folders' names, each of which may be a viewer's, whatever stands before it. */
    private String hidden(String uri) {
        int file = uri.lastIndexOf('/') + 1;
        String folders = FOLDER.matcher(uri.substring(prefixUri.length(), file)).replaceAll("$1*/");
        return prefixUri + folders + WithdrawalPath.withoutViewer(uri.substring(file));
    }
}
