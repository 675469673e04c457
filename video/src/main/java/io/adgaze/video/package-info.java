/**
 * FFmpeg, in one place and under one set of limits for recordings and ads alike.
 *
 * <ul>
 *   <li>{@link io.adgaze.video.VideoDecoder}: a recording in, its frames out; sound is never
 *       decoded
 *   <li>{@link io.adgaze.video.VideoProbe}: what a video is, without decoding it
 *   <li>{@link io.adgaze.video.VideoTranscoder}: a video in, a copy out whose pictures a {@link
 *       io.adgaze.video.PicturePainter} has painted on
 * </ul>
 *
 * <p>All read through one {@code ChannelInput} and one {@code VideoDemuxer}: nothing here opens a
 * URL, and what is over a {@link io.adgaze.video.VideoLimits limit} is refused before it costs
 * memory or time. FFmpeg's own types do not leave this package. A native resource belongs to the
 * object that made it and is freed by that object's {@code close()}.
 *
 * <p>FFmpeg calls back into these classes, which holds their class loader for as long as the
 * process lives: on a Flink cluster this module belongs into {@code lib/}, beside the natives, not
 * into the job's own jar.
 */
@NullMarked
package io.adgaze.video;

import org.jspecify.annotations.NullMarked;
