package io.adgaze.jobs;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the engagement job reads and writes. */
final class LocationArguments {

    @Mixin private DataLocations data;

    @Option(
            names = "--ads",
            required = true,
            paramLabel = "URI",
            description = "Where the ads lie: <ads>/<ad_id>.mp4.")
    private String ads;

    String landing() {
        return data.landing();
    }

    String withdrawals() {
        return data.withdrawals();
    }

    String ads() {
        return DataLocations.absolute(ads);
    }

    String output() {
        return data.output();
    }
}
