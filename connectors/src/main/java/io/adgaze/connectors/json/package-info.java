/** JSON, in and out. */
package io.adgaze.connectors.json;
