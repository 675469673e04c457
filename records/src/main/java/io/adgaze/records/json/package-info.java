/** JSON, in and out. */
package io.adgaze.records.json;
