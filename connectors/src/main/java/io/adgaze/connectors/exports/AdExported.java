package io.adgaze.connectors.exports;

/**
 * Word that an ad's exports have been written.
 *
 * @param adId the ad
 * @param viewers viewers that they rest on
 * @param heatmapFrames pictures of the heatmap; 0 where the ad's video could not be decoded
 * @param exportUri the folder that holds them
 */
public record AdExported(String adId, int viewers, long heatmapFrames, String exportUri) {}
