/**
 * The job on a cluster of separate processes on this machine, as {@code docker-compose.yml} deploys
 * it: end-to-end tests, and the soak.
 */
package io.adgaze.jobs.cluster;
