package io.adgaze.jobs;

import io.adgaze.connectors.tables.LayoutMove;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.ObjectStores;
import io.adgaze.storage.S3Settings;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.configuration.GlobalConfiguration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * Moves the tables and exports of an output from layout {@code v=1} to {@code v=2}: {@code --output
 * URI}. docs/upgrading.md says when. S3 is reached as the job reaches it.
 */
@Command(name = "move-to-layout-2")
public final class MoveToLayout2 {

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    @Option(names = "--output", required = true, paramLabel = "URI")
    private String output;

    private MoveToLayout2() {}

    public static void main(String[] args) {
        MoveToLayout2 command = new MoveToLayout2();
        try {
            new CommandLine(command).parseArgs(args);
            command.run();
        } catch (ParameterException e) {
            System.err.println(e.getMessage());
            System.exit(WRONG_USAGE);
        } catch (IOException e) {
            System.err.println("Not all was moved; run this again. " + e.getMessage());
            System.exit(FAILED);
        }
    }

    private void run() throws IOException {
        try (ObjectStore store = ObjectStores.of(S3Settings.of(flinkSettings()))) {
            LayoutMove.Outcome outcome = new LayoutMove(store, output).run();
            System.out.printf(
                    "%d objects moved, %d deleted that v=2 has already or younger, %d left%n",
                    outcome.moved(), outcome.superseded(), outcome.left());
        }
    }

    private static Map<String, String> flinkSettings() {
        String folder = System.getenv("FLINK_CONF_DIR");
        return folder == null ? Map.of() : GlobalConfiguration.loadConfiguration(folder).toMap();
    }
}
