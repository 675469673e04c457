/** That nothing is published of too few viewers, from sessions to files. */
package io.adgaze.jobs.suppression;
