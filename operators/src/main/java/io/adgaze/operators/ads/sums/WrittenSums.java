package io.adgaze.operators.ads.sums;

/**
 * A block of an ad's sums in state.
 *
 * @param bytes as the block is written
 */
@SuppressWarnings("ArrayRecordComponent")
public record WrittenSums(byte[] bytes) {}
