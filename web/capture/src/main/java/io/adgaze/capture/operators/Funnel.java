package io.adgaze.capture.operators;

import java.util.List;
import java.util.Map;

/**
 * How many viewers came how far, without tests.
 *
 * @param steps from invited to usable, in the order of the journey
 */
record Funnel(List<Step> steps) {

    /**
     * A step of the journey.
     *
     * @param name a message's key ends in it
     * @param viewersN who came at least this far
     * @param losses why those who came no further were lost, as far as that is known
     */
    record Step(String name, long viewersN, Map<String, Long> losses) {}
}
