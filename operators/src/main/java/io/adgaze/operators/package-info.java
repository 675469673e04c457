/**
 * The stream: Flink operators and windows. All state lives here.
 *
 * <ul>
 *   <li>{@code landing}: from word of an object to an admitted session, each exactly once
 *   <li>{@code frames}: the chain from a recording to measured frames; pixels never leave it
 *   <li>{@code seconds}: a session's measured frames to its ad seconds and its summary
 *   <li>{@code ads}: an ad's sessions to its report
 *   <li>{@code metrics}: how they report on themselves
 * </ul>
 */
@NullMarked
package io.adgaze.operators;

import org.jspecify.annotations.NullMarked;
