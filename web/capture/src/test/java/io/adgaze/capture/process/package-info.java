/** The packaged server as it is deployed: a process of its own, which can be killed. */
package io.adgaze.capture.process;
