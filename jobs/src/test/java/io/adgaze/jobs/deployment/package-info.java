/** The files of a deployment, held against each other, their specifications and the build. */
package io.adgaze.jobs.deployment;
