/** {@code <withdrawal_id>.json}, by which a viewer takes consent back. */
@NullMarked
package io.adgaze.records.withdrawal;

import org.jspecify.annotations.NullMarked;
