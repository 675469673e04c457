/** What holds for each endpoint of the server, those to come among them. */
package io.adgaze.capture.endpoints;
