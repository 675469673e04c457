/**
 * From word of a landed object to an admitted session: redeliveries, missing manifests, duplicates.
 */
@NullMarked
package io.adgaze.operators.landing;

import org.jspecify.annotations.NullMarked;
