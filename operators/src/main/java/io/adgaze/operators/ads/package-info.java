/** From an ad's sessions to its report: figures over viewers, each viewer counted once. */
package io.adgaze.operators.ads;
