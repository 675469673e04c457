/** How fast a recording is analysed, and what Flink costs: {@code ./mvnw -Pbench verify}. */
package io.adgaze.jobs.bench;
