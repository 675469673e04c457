/** Placeholder. */ package io.adgaze.operators;
