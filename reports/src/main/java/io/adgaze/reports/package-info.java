/**
 * What advertisers receive for an ad: its seconds as CSV, a report page with its charts, the
 * methodology behind them, and, in {@link io.adgaze.reports.heatmap}, the heatmap video.
 *
 * <p>Nothing here knows a session, a face or a viewer, nor Flink: the web side shows the same.
 */
@NullMarked
package io.adgaze.reports;

import org.jspecify.annotations.NullMarked;
