/**
 * What advertisers receive for an ad: its heatmap, its seconds as Parquet and CSV, a report page
 * and the methodology behind them; and the ad's partition of the table {@code ad_seconds}.
 *
 * <p>Every object is written whole, so that doing it again is harmless. Nothing here knows a
 * session, a face or a viewer.
 */
@NullMarked
package io.adgaze.connectors.exports;

import org.jspecify.annotations.NullMarked;
