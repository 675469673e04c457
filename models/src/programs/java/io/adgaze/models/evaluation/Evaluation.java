package io.adgaze.models.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scores the models on a folder of labelled data; {@code --help} says how. */
@Command(
        name = "models/evaluate",
        sortOptions = false,
        usageHelpAutoWidth = true,
        showDefaultValues = true,
        description =
                "Scores the models on labelled data, through the classes that the job uses, and"
                        + " writes evaluation.md and evaluation.json. What the data does not have is"
                        + " skipped, and said.",
        footer = {
            "",
            "DATA may hold:",
            "  fer2013/*_test.npz     images N x 48 x 48, labels 0..6; train.npz beside them: what"
                    + " was seen",
            "  utkface/index.csv      image, age_years, gender",
            "  gaze/stills/index.csv  image, person, session, index, x_px, y_px, screen_width_px,"
                    + " screen_height_px; optional screen_width_cm",
            "  gaze/videos/*.csv      Time (s), GameX, GameY, beside an .mp4 of the same name",
            "  clips/*/               webcam.webm, truth.csv, manifest.json; else the project's"
                    + " samples are scored"
        })
final class Evaluation implements Callable<Integer> {

    @SuppressWarnings("UnusedVariable") // picocli reads it.
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Parameters(paramLabel = "DATA", description = "The folder of labelled data.")
    private Path data;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            defaultValue = "models/cards",
            description = "Where the report goes.")
    private Path out;

    @Option(
            names = "--samples",
            paramLabel = "FOLDER",
            defaultValue = "jobs/src/programs/resources/samples/sessions",
            description = "The project's own labelled clips.")
    private Path samples;

    /**
     * Ends the process with 0, or with 1 when the data cannot be used.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Likewise, and gives the exit code. */
    static int run(String... args) {
        return new CommandLine(new Evaluation())
                .setExecutionExceptionHandler(
                        (failure, commandLine, parsed) -> {
                            if (failure instanceof IOException
                                    || failure instanceof UncheckedIOException) {
                                commandLine.getErr().println("models/evaluate: " + words(failure));
                                return CommandLine.ExitCode.SOFTWARE;
                            }
                            throw failure;
                        })
                .execute(args);
    }

    private static String words(Exception failure) {
        return failure instanceof BadDataException ? failure.getMessage() : failure.toString();
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(data)) {
            throw new BadDataException(data, "no folder; it should hold the labelled data");
        }
        ClipsEvaluation clips = new ClipsEvaluation(samples);
        List<Section> sections =
                List.of(
                        new ExpressionEvaluation(),
                        new DemographicsEvaluation(),
                        new GazeStillsEvaluation(),
                        new GazeVideoEvaluation(),
                        clips,
                        new TimingsEvaluation(clips));
        Report report = new Report();
        for (Section section : sections) {
            System.out.println(section.name());
            Optional<? extends Section.Result> result = section.score(data);
            if (result.isPresent()) {
                report.add(section, result.get());
            } else {
                System.out.println("  skipped: no " + data.resolve(section.reads()));
                report.skip(section);
            }
        }
        report.write(out);
        return CommandLine.ExitCode.OK;
    }
}
