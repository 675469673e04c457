/**
 * What hostile and broken input does: recordings, ads, manifests and object keys, changed at random
 * where their formats have structure, through the job's own classes and through a running job.
 */
package io.adgaze.jobs.mutations;
