package io.adgaze.jobs.cluster;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts one {@link AdgazeCluster} for all the test classes that ask for it, and stops it after the
 * last. Each test brings its own {@link Scenario} and leaves the cluster idle and whole.
 */
final class SharedCluster implements BeforeAllCallback, AfterEachCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(SharedCluster.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        storeOf(context).getOrComputeIfAbsent(AdgazeCluster.class, key -> start());
    }

    /** A test that failed has left its job running; the next ones need its slots. */
    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        AdgazeCluster cluster = storeOf(context).get(AdgazeCluster.class, AdgazeCluster.class);
        if (context.getExecutionException().isPresent()) {
            cluster.rest().cancelAll();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == AdgazeCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return storeOf(context).get(AdgazeCluster.class);
    }

    /** The store closes what it holds when all tests have run. */
    private static Store storeOf(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE);
    }

    private static AdgazeCluster start() {
        try {
            return AdgazeCluster.start(Deployment.newFolder("cluster"));
        } catch (Exception e) {
            throw new IllegalStateException("the cluster did not start", e);
        }
    }
}
