package io.adgaze.capture.journey;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.util.Base64;
import java.util.Map;

/** A link as a QR code, drawn as an SVG picture within the page. */
public final class QrCode {

    /** The quiet zone that readers need, in modules. */
    private static final int MARGIN = 4;

    private QrCode() {}

    /** A {@code data:} address for an {@code img}. */
    public static String dataUri(String link) {
        BitMatrix modules = encode(link);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                if (modules.get(x, y)) {
                    path.append("M%d %dh1v1h-1z".formatted(x, y));
                }
            }
        }
        String svg =
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">\
                <path fill="#fff" d="M0 0h%1$dv%2$dH0z"/><path d="%s"/></svg>\
                """
                        .formatted(modules.getWidth(), modules.getHeight(), path);
        return "data:image/svg+xml;base64,"
                + Base64.getEncoder().encodeToString(svg.getBytes(UTF_8));
    }

    private static BitMatrix encode(String link) {
        try {
            return new QRCodeWriter()
                    .encode(
                            link,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(EncodeHintType.MARGIN, MARGIN));
        } catch (WriterException e) {
            throw new IllegalArgumentException("No QR code holds this link", e);
        }
    }
}
