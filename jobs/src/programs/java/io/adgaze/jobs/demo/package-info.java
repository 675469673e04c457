/**
 * The demo: generated sample sessions land in an embedded S3 endpoint while the job runs on an
 * embedded Flink. Part of the repository's first run, not of a deployment.
 */
package io.adgaze.jobs.demo;
