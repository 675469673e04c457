package io.adgaze.reports;

import io.adgaze.records.AdReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An ad's report as the files that an advertiser receives beside the heatmap and the Parquet. */
public final class AdReportFiles {

    /** Tells how all of the others came about. */
    public static final String METHODOLOGY = "methodology.json";

    /** The page that shows them. */
    public static final String REPORT = "report.html";

    private static final String CSV = "ad_seconds.csv";

    private AdReportFiles() {}

    /**
     * What became of the heatmap, as a former {@link #METHODOLOGY} tells.
     *
     * @return empty where it does not tell
     */
    public static Optional<HeatmapOutcome> heatmapOf(byte[] methodology) {
        return Methodology.heatmapOf(methodology);
    }

    /**
     * Writes the report as it is: what may not be published is not in it.
     *
     * @param folder a local folder; files of the same names are overwritten
     * @param heatmap what became of the ad's heatmap, be it of this report or of an earlier one
     * @return the names of the files, {@link #METHODOLOGY} last
     */
    public static List<String> write(Path folder, AdReport report, HeatmapOutcome heatmap)
            throws IOException {
        Methodology methodology = Methodology.of(report, heatmap);
        AdSecondsCsv.write(folder.resolve(CSV), report.seconds());
        ReportPage.write(folder.resolve(REPORT), methodology, report.seconds());
        methodology.write(folder.resolve(METHODOLOGY));
        return List.of(CSV, REPORT, METHODOLOGY);
    }
}
