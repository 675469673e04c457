/**
 * From word of a landed object to an admitted session: redeliveries, missing manifests, duplicates.
 */
package io.adgaze.operators.landing;
