package io.adgaze.jobs.cluster;

import java.net.URI;
import java.util.concurrent.CountDownLatch;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** S3Proxy over a folder, on a port of 127.0.0.1; each request must be signed. */
final class S3ProxyServer {

    private S3ProxyServer() {}

    /** Takes the folder and the port. */
    public static void main(String[] args) throws Exception {
        S3Proxy proxy =
                S3Proxy.builder()
                        .endpoint(URI.create("http://" + Ports.HOST + ":" + args[1]))
                        .awsAuthentication(
                                AuthenticationType.AWS_V4,
                                S3Process.ROOT.accessKey(),
                                S3Process.ROOT.secretKey())
                        .blobStore(new FilesystemNio2BlobStore(args[0]))
                        .build();
        proxy.start();
        new CountDownLatch(1).await();
    }
}
