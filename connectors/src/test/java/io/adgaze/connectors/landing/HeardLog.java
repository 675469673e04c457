package io.adgaze.connectors.landing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.util.ExceptionUtils;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** Takes down all that is logged at INFO and above, Flink's own too, in place of the console. */
final class HeardLog extends AbstractAppender implements AutoCloseable {

    private final LoggerContext context = LoggerContext.getContext(false);
    private final LoggerConfig root = context.getConfiguration().getRootLogger();
    private final Level before = root.getLevel();
    private final Map<String, Appender> others = Map.copyOf(root.getAppenders());
    private final List<String> lines = new CopyOnWriteArrayList<>();

    HeardLog() {
        super("heard", null, null, true, Property.EMPTY_ARRAY);
        start();
        others.keySet().forEach(root::removeAppender);
        root.addAppender(this, null, null);
        root.setLevel(Level.INFO);
        context.updateLoggers();
    }

    /** All of it, with the traces of what was thrown. */
    String text() {
        return String.join("\n", lines);
    }

    @Override
    public void append(LogEvent event) {
        lines.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
        if (event.getThrown() != null) {
            lines.add(ExceptionUtils.stringifyException(event.getThrown()));
        }
    }

    @Override
    public void close() {
        root.setLevel(before);
        root.removeAppender(getName());
        others.values().forEach(appender -> root.addAppender(appender, null, null));
        context.updateLoggers();
        stop();
    }
}
