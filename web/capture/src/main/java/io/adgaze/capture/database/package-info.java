/** Where the server's own data lies: PostgreSQL, its own where none is configured. */
@NullMarked
package io.adgaze.capture.database;

import org.jspecify.annotations.NullMarked;
