/** The operator's side: who they are, their studies, and how those go. */
@NullMarked
package io.adgaze.capture.operators;

import org.jspecify.annotations.NullMarked;
