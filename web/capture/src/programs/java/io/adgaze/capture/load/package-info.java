/** Many viewers at once, without browsers: what the server's pages and calls take. */
package io.adgaze.capture.load;
