package io.adgaze.records.density;

/** Takes the value of a cell, or what is added to it. */
@FunctionalInterface
public interface CellSink {

    /**
     * @param cell its number in {@link DensityGrid}
     * @param weight in {@code 1/}{@value DensityGrid#UNIT} viewers
     */
    void add(int cell, int weight);
}
