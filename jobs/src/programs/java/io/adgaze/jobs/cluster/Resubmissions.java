package io.adgaze.jobs.cluster;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets jobs come and go in the same TaskManagers as {@link ResubmissionITCase} does, for as long as
 * is asked for, and prints after each what the TaskManagers hold.
 *
 * <p>Takes the number of submissions. With {@code JDK_JAVA_OPTIONS=-XX:NativeMemoryTracking=summary}
 * in the environment it also prints what of that is the JVM's own; the rest of the memory is
 * LibTorch's, FFmpeg's, OpenCV's, and what malloc keeps for them.
 */
public final class Resubmissions {

    private static final int DEFAULT_SUBMISSIONS = 20;

    /** A line of {@code VM.native_memory}: {@code - Code (reserved=… KB, committed=… KB)}. */
    private static final Pattern CATEGORY =
            Pattern.compile("(?:-\\s+)?(\\w[\\w ]*?):? *\\(?reserved=\\d+MB, committed=(\\d+)MB.*");

    private Resubmissions() {}

    public static void main(String[] args) throws Exception {
        int submissions = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_SUBMISSIONS;
        try (AdgazeCluster cluster = AdgazeCluster.start(Deployment.newFolder("cluster"))) {
            for (int i = 1; i <= submissions; i++) {
                ResubmissionITCase.comeAndGo(cluster, i);
                for (ServerProcess taskManager : cluster.flink().taskManagers()) {
                    print(i, taskManager);
                }
            }
        }
        System.exit(0);
    }

    private static void print(int submission, ServerProcess taskManager)
            throws IOException, InterruptedException {
        long classLoaders = taskManager.instances(ResubmissionITCase.JOB_CLASS_LOADER);
        System.out.printf(
                "%3d   resident %5d MiB   job class loaders %d   %s%n",
                submission, taskManager.residentMib(), classLoaders, jvm(taskManager));
    }

    /** What the JVM tracks, in MiB by category; those that are 0 left out. */
    private static String jvm(ServerProcess taskManager) throws IOException, InterruptedException {
        StringBuilder categories = new StringBuilder();
        for (String line : taskManager.jcmd("VM.native_memory", "summary", "scale=MB")) {
            Matcher category = CATEGORY.matcher(line);
            if (category.matches() && !category.group(2).equals("0")) {
                categories.append(category.group(1)).append(' ').append(category.group(2));
                categories.append("  ");
            }
        }
        return categories.toString();
    }
}
